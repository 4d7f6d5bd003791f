import type { ActionKind } from '#schema/contract/action.ts'

/** What each kind does to a person or channel, so that nobody acts without knowing. `length` is a duration in words. */
export const consequence: Record<ActionKind, (length: string) => string> = {
  ban: () => 'They are removed from the server and cannot come back until someone unbans them.',
  tempban: (length) =>
    `They are removed from the server and cannot come back for ${length}. The ban then ends by itself.`,
  softban: () => 'They are removed and their recent messages deleted. They may come back at once with an invite.',
  unban: () => 'The ban is lifted. They may come back with an invite.',
  kick: () => 'They are removed from the server. They may come back at once with an invite.',
  timeout: (length) => `They can read but not write, react or speak for ${length}.`,
  untimeout: () => 'They can write, react and speak again.',
  warn: () => 'The warning goes on their record.',
  unwarn: () => 'The warning stays on their record and counts no more. What it led to is not undone.',
  note: () => 'The note goes on their record for staff only. They are not told.',
  purge: () => 'The newest messages in the channel are deleted for good. Discord allows this up to 14 days back.',
  slowmode: () => 'Members may write one message per interval. Staff who manage the channel are not held back.',
  lock: () => 'Members cannot write in the channel until it is unlocked. What was allowed before is remembered.',
  unlock: () => 'What was allowed before the lock is restored.',
  contain: (length) => `Invites and direct messages are paused and verification is raised for ${length}.`,
  release: () => 'What raid mode paused and raised is put back as it was before.',
}

/** Kinds a person is told about by direct message before it happens (or, for a warning, as the warning itself). */
export const tellsTarget: ReadonlySet<ActionKind> = new Set(['ban', 'tempban', 'softban', 'kick', 'timeout', 'warn'])

/** Kinds hard to take back: Cancel has the focus first, and the button is red. */
export const isGrave: ReadonlySet<ActionKind> = new Set(['ban', 'tempban', 'softban', 'kick', 'purge'])
