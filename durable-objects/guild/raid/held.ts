import type { Safety } from '#schema/contract/guild.ts'
import type { RaidPart } from '#schema/contract/raid.ts'

/** What raid mode set of each part, null where it holds nothing: moments (UTC ms) of the pauses, a level. */
export type Settled = Record<RaidPart, number | null>

const fieldOf = { invites: 'invitesUntil', dms: 'dmsUntil', verification: 'verification' } as const satisfies Record<
  RaidPart,
  keyof Safety
>
export const parts = ['invites', 'dms', 'verification'] as const satisfies readonly RaidPart[]

/** Discord may round a moment. */
const ROUNDING = 1_000

export const valueOf = (safety: Safety, part: RaidPart): number | null => safety[fieldOf[part]]

/** Whether the part is still as raid mode set it. */
export function isHeld(part: RaidPart, { set, now }: { set: Settled; now: Safety }): boolean {
  const [ours, theirs] = [set[part], valueOf(now, part)]
  return ours !== null && theirs !== null && Math.abs(ours - theirs) < (part === 'verification' ? 1 : ROUNDING)
}

/**
 * How it was before raid mode, so far as that counts: parts that raid mode still holds as they were when it began, and what
 * others changed since then as they left it.
 */
export function beforeOf(kept: { before: Safety; set: Settled } | null, now: Safety): Safety {
  const before = { ...now }
  for (const part of parts)
    if (kept && isHeld(part, { set: kept.set, now }))
      Object.assign(before, { [fieldOf[part]]: valueOf(kept.before, part) })
  return before
}

/** What to set: a pause at least as long, a level at least as high as it was before. */
export function wantedOf(
  wish: { invites: boolean; dms: boolean; verification: number | null },
  { before, until }: { before: Safety; until: number },
): Safety {
  const pause = (wanted: boolean, was: number | null): number | null => (wanted ? Math.max(was ?? 0, until) : was)
  return {
    invitesUntil: pause(wish.invites, before.invitesUntil),
    dmsUntil: pause(wish.dms, before.dmsUntil),
    verification: Math.max(before.verification, wish.verification ?? 0),
  }
}

/** What of the wanted is raid mode's own doing. */
export function settledOf(wanted: Safety, before: Safety): Settled {
  const own = (part: RaidPart): number | null => {
    const value = valueOf(wanted, part)
    return value === valueOf(before, part) ? null : value
  }
  return { invites: own('invites'), dms: own('dms'), verification: own('verification') }
}

/** The server as it was before, where raid mode still holds it; what others changed since then stays. */
export function restored(kept: { before: Safety; set: Settled }, now: Safety, at: number): Safety {
  const open = (until: number | null): number | null => (until !== null && until > at ? until : null)
  const back = beforeOf(kept, now)
  return { ...back, invitesUntil: open(back.invitesUntil), dmsUntil: open(back.dmsUntil) }
}

/** Whether invites and DMs are the same in both; what is over counts as open. */
export function samePauses(a: Safety, b: Safety, at: number): boolean {
  const open = (until: number | null): number => (until !== null && until > at ? until : 0)
  const near = (x: number | null, y: number | null): boolean => Math.abs(open(x) - open(y)) < ROUNDING
  return near(a.invitesUntil, b.invitesUntil) && near(a.dmsUntil, b.dmsUntil)
}
