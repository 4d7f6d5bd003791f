import { actionKinds, type ActionKind, type Person } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { MAX_SWEEP, type SweepDeed, type SweepSource } from '#schema/contract/sweep.ts'
import {
  listBriefCases,
  listBriefCasesOfModerator,
  listReversed,
  type BriefCase,
} from '#schema/queries/case-batches.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import type { SweepStore } from './sweep-store.ts'
import type { SweepSurroundings } from './surroundings.ts'

/** Somebody a sweep is about; `kind` is what would be done to them, null when nothing can be. */
export interface Found {
  id: Snowflake
  person: Person | null
  about: number | null
  kind: ActionKind | null
  /** the case was taken back already */
  reversed: boolean
}
type Targets = { ok: true; found: Found[] } | Failure

/** A moderator's doings are looked up over this long at most, ms. */
const LONGEST = 31 * 86_400_000

/** Whom a source means, each once, in its order. Refusals: sweep_nobody, sweep_too_many, no_such_sweep. */
export async function findTargets(
  { source, deed }: { source: SweepSource; deed: SweepDeed },
  {
    db,
    guildId,
    store,
    selectMembers,
    casesOf,
  }: { db: Db; guildId: Snowflake; store: SweepStore } & Pick<SweepSurroundings, 'selectMembers' | 'casesOf'>,
): Promise<Targets> {
  switch (source.type) {
    case 'ids':
      return enough(
        [...new Set(source.ids)].map((id) => ({ id, person: null, about: null, kind: kindOf(deed), reversed: false })),
      )
    case 'members': {
      const ids = await selectMembers({ ...source.filter, presence: 'here' }, MAX_SWEEP + 1)
      return enough(ids.map((id) => ({ id, person: null, about: null, kind: kindOf(deed), reversed: false })))
    }
    case 'cases':
      return ofCases(await listBriefCases(db, guildId, [...new Set(source.numbers)]), deed, { db, guildId })
    case 'sweep': {
      const sweep = store.find(source.sweepId)
      if (!sweep) return fail('no_such_sweep')
      const done = store.items.all(sweep.seq).filter(({ state }) => state === 'done' || state === 'unknown')
      const numbers = sweep.shown.droppedAt
        ? await casesOf(source.sweepId, MAX_SWEEP)
        : done.flatMap(({ number }) => number ?? [])
      return ofCases(await listBriefCases(db, guildId, numbers), deed, { db, guildId })
    }
    case 'moderator': {
      const { userId, from, to } = source
      if (to - from > LONGEST) return fail('bad_request', { issue: 'source: at most 31 days' })
      const limit = MAX_SWEEP + 1
      return ofCases(await listBriefCasesOfModerator(db, guildId, { userId, from, to, limit }), deed, { db, guildId })
    }
  }
}

/** What is done to each when it does not depend on a case. */
const kindOf = (deed: SweepDeed): ActionKind | null => (deed.kind === 'reverse' ? null : deed.kind)

/** What takes a case back; null when nothing does, or nothing happened. */
const inverseOf = ({ kind, status }: BriefCase): ActionKind | null =>
  status === 'refused' || actionKinds[kind].on !== 'user' ? null : actionKinds[kind].inverse

/** The people of these cases. To take back, each case counts; to do anything else, each person once. */
async function ofCases(
  cases: readonly BriefCase[],
  deed: SweepDeed,
  { db, guildId }: { db: Db; guildId: Snowflake },
): Promise<Targets> {
  const reverse = deed.kind === 'reverse'
  const targetIds = [...new Set(cases.flatMap(({ target }) => target?.id ?? []))]
  const numbers = new Set(cases.map(({ number }) => number))
  const reversed = reverse ? await listReversed(db, guildId, { targetIds, numbers }) : new Set<number>()
  const byPerson = new Map<string, Found>()
  for (const one of cases.toReversed()) {
    const { number: about, target, channel } = one
    const person = target ?? channel
    if (!person || (!reverse && !target)) continue
    const kind = reverse ? inverseOf(one) : kindOf(deed)
    const key = reverse ? `${person.id} ${kind ?? about}` : person.id
    // of several such cases of one person the last is the one that stands
    if (byPerson.has(key)) continue
    byPerson.set(key, { id: person.id, person, about, kind, reversed: reversed.has(about) })
  }
  return enough([...byPerson.values()].toReversed())
}

function enough(found: Found[]): Targets {
  if (found.length === 0) return fail('sweep_nobody')
  return found.length > MAX_SWEEP ? fail('sweep_too_many', { most: MAX_SWEEP }) : { ok: true, found }
}
