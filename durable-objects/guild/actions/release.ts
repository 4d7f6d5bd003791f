import { verificationLabels } from '#schema/contract/action.ts'
import { fail } from '#schema/contract/failure.ts'
import type { Safety } from '#schema/contract/guild.ts'
import { isHeld, parts, restored, samePauses, type Settled } from '#durable-objects/guild/raid/held.ts'
import { putPauses, putVerification, readSafety } from '#durable-objects/guild/raid/safety.ts'
import type { Performed } from '#durable-objects/guild/queue-deps.ts'
import { asRefusal, type ActionPerformer } from './performer.ts'

/** Puts back what raid mode changed, where nobody changed it since. A second try does only what the first left. */
export const release: ActionPerformer<'release'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: false,
  notice: false,
  ends: ['contain'],
  check: async ({ raid }) => (raid.kept() ? null : fail('not_contained')),
  async perform(hands, _deed, { audit }): Promise<Performed> {
    const { raid } = hands
    const kept = raid.kept()
    if (!kept) return { ok: true }
    raid.busy = true
    try {
      const now = await readSafety(hands)
      if (!now.ok) return asRefusal(now)
      const back = restored(kept, now.value, hands.now())
      if (!samePauses(back, now.value, hands.now())) {
        const opened = await putPauses(hands, back, audit)
        if (!opened.ok) return asRefusal(opened)
      }
      if (back.verification !== now.value.verification) {
        const lowered = await putVerification(hands, back.verification, audit)
        if (!lowered.ok) return asRefusal(lowered)
      }
      raid.remove()
      return { ok: true, result: { ...said(kept.set, { back, now: now.value, at: hands.now() }), began: kept.number } }
    } finally {
      raid.busy = false
    }
  },
}

function said(set: Settled, { back, now, at }: { back: Safety; now: Safety; at: number }): Record<string, string> {
  const words: Record<string, string> = {}
  const pause = (until: number | null): string => (until !== null && until > at ? 'paused as before' : 'open again')
  for (const part of parts) {
    if (set[part] === null) continue
    if (part === 'verification')
      words[part] = isHeld(part, { set, now }) ? (verificationLabels[back.verification] ?? '') : 'changed by hand, left'
    else words[part] = pause(part === 'invites' ? back.invitesUntil : back.dmsUntil)
  }
  return words
}
