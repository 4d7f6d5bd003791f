import { actionKinds } from '#schema/contract/action.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { insertEvidence } from '#schema/queries/case-evidence.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import type { Surroundings } from './action-path.ts'
import { performerOf } from './actions/index.ts'
import type { Hands } from './actions/performer.ts'
import { announce } from './announce.ts'
import { actionEvent } from './audit-log/action-event.ts'
import type { CaseBook } from './case-book.ts'
import { check } from './check.ts'
import type { DueKind, Dues } from './due.ts'
import { copyFiles } from './evidence/copy-files.ts'
import type { EvidenceBox } from './evidence/evidence-box.ts'
import { takeEvidence } from './evidence/take-evidence.ts'
import type { Ladder } from './ladder/ladder.ts'
import { notify, withdraw } from './notice.ts'
import type { Deps } from './queue-deps.ts'
import { caseOf, type Run } from './run.ts'
import type { Runs } from './runs.ts'
import { auditReason, outcomeOf } from './wording.ts'

/** Calls a usual action makes, leased at once: three people or a channel, the DM's two, the act, the mod log. */
const USUAL_CALLS = 7

/** The queue's verbs, with Discord, D1 and the object's storage behind them. */
export function performDeps(parts: {
  around: Surroundings
  runs: Runs
  book: CaseBook
  dues: Dues
  ladder: Ladder
  evidence: EvidenceBox
  seedNumbers: () => Promise<void>
  nextNumber: () => number
  handsFor: (run: Run) => Hands
}): Deps {
  const { around, runs, book, dues, ladder, evidence, handsFor } = parts
  const { discord, know, env, sweep } = around
  const lineOf = (run: Run): Discord => (run.action.sweepId === undefined ? discord : around.sweepLine)
  return {
    now: () => Date.now(),
    save(run) {
      runs.save(run)
      if (run.action.sweepId !== undefined) sweep.saw(run)
    },
    seedNumbers: parts.seedNumbers,
    nextNumber: parts.nextNumber,
    publish: around.publish,
    wake: around.wake,
    repeatable: (run) => performerOf(run.action.deed.kind).repeatable,
    outcome: outcomeOf,

    async check(run) {
      const { source, about } = run.action
      if (source === 'schedule' && about !== undefined && !dues.isRunning(about)) return fail('expired_action')
      // in a sweep most of it is known already, and the calls that are left wait their turn one by one
      if (run.action.sweepId !== undefined) return check(run, handsFor(run), sweep.know)
      const refusal = source === 'schedule' || about === undefined ? null : await refuseAbout(run, about, book)
      if (refusal) return refusal
      await discord.reserve(USUAL_CALLS + (run.action.evidence?.length ?? 0))
      const checked = await check(run, handsFor(run), know)
      if (checked.ok) await keepEvidence(run, { around, evidence })
      return checked
    },

    async notify(run) {
      const [settings, guild] = await Promise.all([know.settingsOf(), know.guildState()])
      await notify(run, { discord: lineOf(run), settings, guildName: guild?.name ?? 'the server' })
    },
    withdraw: (run) => withdraw(run, lineOf(run)),

    async perform(run, again) {
      const { deed, actor } = run.action
      const moderator = actor.type === 'user' ? actor.user.name : null
      const audit = auditReason(run.number ?? 0, moderator, deed.reason)
      const hands = handsFor(run)
      const performed = await performerOf(deed.kind).perform(hands, deed, { audit, again })
      if (!performed.ok && !('retry' in performed) && run.action.sweepId !== undefined) {
        const wait = sweep.waitFor(run, performed)
        if (wait !== null) return { ok: false, retry: true, sent: 'no', retryMs: wait }
      }
      // Discord says 50013 for a missing right and for a rank alike: ask again which one it was
      if (performed.ok || 'retry' in performed || performed.code !== 'bot_missing_permission') return performed
      const checked = await check(run, hands, know)
      if (!checked.ok && !('retry' in checked)) return checked
      return 'targetId' in deed ? fail('target_outranks_bot') : performed
    },

    reconcile: async (run) =>
      (await performerOf(run.action.deed.kind).reconcile?.(handsFor(run), run.action.deed)) ?? 'unknown',

    tookEffect(run) {
      if (run.status !== 'refused') noteTime(run, { dues, hands: handsFor(run) })
      ladder.begin(run)
    },

    audit: (run) => around.audit(actionEvent(run, Date.now())),

    async record(run) {
      const kept = evidence.of(run.action.id)
      run.evidence = kept.length
      const c = caseOf(run)
      if (c.sweepId !== null) return sweep.record(c)
      await insertEvidence(await around.db(), around.guildId, { number: c.number, kept })
      await book.record(c)
      if (c.report !== null)
        await around.reports().answered({
          report: c.report,
          number: c.number,
          by: c.moderator,
          tookEffect: c.status === 'done',
          answer: run.action.answer ?? null,
        })
      around.indexCase(c)
      void book.flush(c.number)
    },

    async announce(run) {
      const logged = run.logged
      // before anybody is answered, so that the answer says what followed
      const followed = run.action.deed.kind === 'warn' && run.number !== null ? await ladder.climb(run.number) : null
      if (followed) run.result = followed.result
      if (followed && run.outcome?.ok) run.outcome.message += ` · ${followed.words}`
      const done = await announce(run, { discord, settings: await know.settingsOf(), env, now: Date.now() })
      if (done) evidence.forget(run.action.id)
      if (!logged && run.log && run.number !== null) book.amend(run.number, { log: run.log })
      return done
    },

    overdue: (run, failure) =>
      run.action.about !== undefined && dues.refused(run.action.about, failure, run.attempts + 1),
  }
}

const hasEnd = (kind: string): kind is DueKind => kind === 'tempban' || kind === 'timeout' || kind === 'contain'

/** The messages the asker named, taken now, before anything is deleted; once, whatever is tried again. */
async function keepEvidence(
  run: Run,
  { around, evidence }: { around: Surroundings; evidence: EvidenceBox },
): Promise<void> {
  const { id, actor, evidence: refs = [] } = run.action
  const kept = new Set(evidence.of(id).map(({ messageId }) => messageId))
  const wanted = refs.filter(({ messageId }) => !kept.has(messageId))
  if (wanted.length === 0) return
  const { env, guildId, discord, know } = around
  const [guild, asker] = await Promise.all([
    know.guildState(),
    actor.type === 'user' ? know.memberOf(actor.user.id, { fresh: false }) : null,
  ])
  if (!guild) return
  const taken = await takeEvidence(wanted, { discord, guild, asker })
  await copyFiles(
    taken.filter((snapshot) => snapshot.state === 'kept'),
    { env, guildId },
  )
  await evidence.keep(id, taken)
}

/** Whoever ends or reverses a case does so to the same person or channel. While D1 is away this is taken on trust. */
async function refuseAbout({ action: { deed } }: Run, about: number, book: CaseBook): Promise<Failure | null> {
  const c = await book.get(about).catch(() => null)
  if (c === null) return null
  if (!c) return fail('no_such_case', { number: about })
  const same =
    'targetId' in deed ? c.target?.id === deed.targetId : !('channelId' in deed) || c.channelId === deed.channelId
  return same ? null : fail('wrong_about', { number: about })
}

/** What the action ended, and what it began that the clock must end. */
function noteTime(run: Run, { dues, hands }: { dues: Dues; hands: Hands }): void {
  const { deed, source } = run.action
  if (!('targetId' in deed || actionKinds[deed.kind].on === 'guild') || run.number === null) return
  const performer = performerOf(deed.kind)
  const targetId: Snowflake = 'targetId' in deed ? deed.targetId : run.action.guildId
  if (run.status === 'done') for (const kind of performer.ends) dues.end(kind, targetId, Date.now())
  if (source !== 'discord') run.endsAt = performer.endsAt?.(hands, deed) ?? null
  if (run.endsAt === null || !hasEnd(deed.kind)) return
  dues.begin({ number: run.number, kind: deed.kind, targetId, endsAt: run.endsAt })
}
