/** Tells the index of all servers that rows of the registry were written; what is not told it finds by itself within a minute. */
export const tellFleet = (env: Env, ids: readonly string[]): void =>
  void (
    ids.length > 0 &&
    env.FLEET.getByName('fleet')
      .changed(ids)
      .catch(() => undefined)
  )
