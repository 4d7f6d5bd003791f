import type { ActionPerformer } from './performer.ts'

/** Told to the person and written down; Discord itself knows nothing of it. */
export const warn: ActionPerformer<'warn'> = {
  repeatable: true,
  onDiscord: false,
  membersOnly: true,
  notice: true,
  ends: [],
  perform: async () => ({ ok: true }),
}
