/** Tells the developers' figures what this minute's look found (null: it could not look), and has them look around themselves. */
export const noteMinute = (env: Env, seen: { overdue: number | null; lateBroadcasts: number | null }): Promise<void> =>
  env.OPS.getByName('ops').minute(seen)
