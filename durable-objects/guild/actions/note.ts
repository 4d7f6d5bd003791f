import type { ActionPerformer } from './performer.ts'

/** Written down for the staff; the person is told nothing. */
export const note: ActionPerformer<'note'> = {
  repeatable: true,
  onDiscord: false,
  membersOnly: false,
  notice: false,
  ends: [],
  perform: async () => ({ ok: true }),
}
