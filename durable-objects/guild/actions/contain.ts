import { MAX_CONTAIN, verificationLabels } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Safety } from '#schema/contract/guild.ts'
import type { RaidPart } from '#schema/contract/raid.ts'
import { beforeOf, parts, samePauses, settledOf, wantedOf, type Settled } from '#durable-objects/guild/raid/held.ts'
import type { KeptRaid } from '#durable-objects/guild/raid/raid-hold.ts'
import { putPauses, putVerification, readSafety } from '#durable-objects/guild/raid/safety.ts'
import type { Later, Performed } from '#durable-objects/guild/queue-deps.ts'
import type { Run } from '#durable-objects/guild/run.ts'
import { asRefusal, type ActionPerformer, type Hands } from './performer.ts'

/** Discord takes pauses of a day at most; a moment less, for the way there. */
const GRACE = 5_000

const levelOf = (level: number): string => verificationLabels[level] ?? String(level)
const untilOf = (run: Run): number => (typeof run.progress.until === 'number' ? run.progress.until : 0)

/**
 * Raid mode: pauses invites and DMs and raises the level of verification, and keeps how all of it was. While it is on already
 * it gets a new end, and what was before stays what it was.
 */
export const contain: ActionPerformer<'contain'> = {
  repeatable: true,
  onDiscord: true,
  membersOnly: false,
  notice: false,
  ends: ['contain'],
  async check(hands, deed) {
    if (!deed.invites && !deed.dms && deed.verification === null) return fail('nothing_to_contain')
    // once something was sent, what is read now is no longer how it was before
    if (hands.run.progress.begun) return null
    const now = await readSafety(hands)
    if (!now.ok) return asRefusal(now)
    hands.keep({ now: JSON.stringify(now.value), before: JSON.stringify(beforeOf(hands.raid.kept(), now.value)) })
    return null
  },
  async perform(hands, deed, { audit }): Promise<Performed> {
    const { run, raid } = hands
    const until = untilOf(run) || hands.now() + Math.min(deed.duration, MAX_CONTAIN - GRACE)
    hands.keep({ until, begun: true })
    const before = JSON.parse(String(run.progress.before)) as Safety
    const now = JSON.parse(String(run.progress.now)) as Safety
    const wanted = wantedOf(deed, { before, until })
    const known = raid.kept()
    // a repeat finds what it kept itself
    const earlier = known?.sure && known.number !== run.number ? known : null
    const kept = newlyKept(run, { before, until, set: settledOf(wanted, before), known })
    raid.busy = true
    try {
      // so that it can be put back, whatever happens from here on
      if (!known?.sure) raid.save({ ...kept, sure: false })
      const sent = await send(hands, { wanted, now, audit })
      if ('retry' in sent) return sent
      return finish(hands, { kept, earlier, refused: sent, wanted, now: { now, before } })
    } finally {
      raid.busy = false
    }
  },
  endsAt: ({ run }) => untilOf(run),
}

function newlyKept(
  run: Run,
  { before, until, set, known }: { before: Safety; until: number; set: Settled; known: KeptRaid | null },
): KeptRaid {
  const { action, number, openedAt } = run
  const begun = known?.sure ? known : null
  const by = begun ? begun.by : action.actor.type === 'user' ? action.actor.user : null
  const since = begun?.since ?? openedAt ?? action.at
  return { number: number ?? 0, since, until, by, before, set, byHand: [], failed: [], sure: true }
}

type Refused = Partial<Record<RaidPart, Failure>>

/** Both calls, each for itself: what one is refused the other still does. */
async function send(
  hands: Hands,
  { wanted, now, audit }: { wanted: Safety; now: Safety; audit: string },
): Promise<Refused | Later> {
  const refused: Refused = {}
  if (!samePauses(wanted, now, hands.now())) {
    const paused = await putPauses(hands, wanted, audit)
    if (!paused.ok && paused.retry) return asRefusal(paused) as Later
    if (!paused.ok) Object.assign(refused, { invites: paused.failure, dms: paused.failure })
  }
  if (wanted.verification !== now.verification) {
    const raised = await putVerification(hands, wanted.verification, audit)
    if (!raised.ok && raised.retry) return asRefusal(raised) as Later
    if (!raised.ok) refused.verification = raised.failure
  }
  return refused
}

function finish(
  { raid }: Hands,
  given: {
    kept: KeptRaid
    earlier: KeptRaid | null
    refused: Refused
    wanted: Safety
    now: { now: Safety; before: Safety }
  },
): Performed {
  const { kept, earlier, refused, wanted } = given
  const { before } = given.now
  const asked = parts.filter((part) => kept.set[part] !== null)
  const failed = asked.flatMap((part) => (refused[part] ? [{ part, message: refused[part].message }] : []))
  const first = asked.map((part) => refused[part]).find((one) => one !== undefined)
  if (first && failed.length === asked.length) {
    if (!earlier) raid.remove()
    return first
  }
  const set = { ...kept.set }
  // what Discord refused stays as it was, and is not ours to put back; of an earlier raid mode it still is
  for (const { part } of failed) set[part] = earlier?.set[part] ?? null
  raid.save({ ...kept, set, failed })
  const say = (part: RaidPart, done: string, already: string | null): Record<string, string> => {
    const failure = refused[part]
    if (kept.set[part] !== null) return { [part]: failure ? `refused: ${failure.message}` : done }
    return already ? { [part]: already } : {}
  }
  return {
    ok: true,
    result: {
      ...say('invites', 'paused', before.invitesUntil === null ? null : 'already paused'),
      ...say('dms', 'paused', before.dmsUntil === null ? null : 'already paused'),
      ...say(
        'verification',
        `${levelOf(before.verification)} → ${levelOf(wanted.verification)}`,
        levelOf(before.verification),
      ),
      ...(earlier ? { goesOnFrom: earlier.number } : {}),
    },
  }
}
