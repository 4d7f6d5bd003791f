import type { Case } from '#schema/contract/case.ts'
import type { ImportRecord } from '#schema/contract/import.ts'
import { listCasesByNumber } from '#schema/queries/cases.ts'
import type { Desk } from './desk.ts'
import { isSame } from './imported-case.ts'

/** As many cases of one kind and person are looked at. */
const MOST_ALIKE = 20
const AT_ONCE = 500

/**
 * Which of these records are cases already, by their place in the list: the case's number, or 0 for one that stands in the list
 * twice. The index names what is of the same kind and person, and only that is read from D1.
 */
export async function knownRecords(desk: Desk, records: readonly ImportRecord[]): Promise<Map<number, number>> {
  const known = new Map<number, number>()
  const alike = records.map(({ kind, target, at }) => {
    if (target) return desk.search.tags({ kind, target: target.id, status: '-rolled_back' }, MOST_ALIKE)
    return at === null ? [] : desk.search.tags({ kind, from: at, to: at, status: '-rolled_back' }, MOST_ALIKE)
  })
  const numbers = [...new Set(alike.flatMap((found) => found.map(({ number }) => number)))]
  const cases = new Map<number, Case>()
  for (let i = 0; i < numbers.length; i += AT_ONCE)
    for (const c of await listCasesByNumber(await desk.db(), desk.guildId, numbers.slice(i, i + AT_ONCE)))
      cases.set(c.number, c)
  const seen = new Set<string>()
  records.forEach((record, place) => {
    const same = alike[place]?.find(({ number }) => {
      const c = cases.get(number)
      return c !== undefined && isSame(record, c)
    })
    const key = JSON.stringify([record.kind, record.target?.id, record.channel?.id, record.at ?? record.reason])
    if (same) known.set(place, same.number)
    else if (seen.has(key)) known.set(place, 0)
    seen.add(key)
  })
  return known
}

/** Which of these bans have a case already: any that took effect and banned the same person. */
export function knownBans(desk: Desk, records: readonly ImportRecord[]): Map<number, number> {
  const known = new Map<number, number>()
  records.forEach(({ target }, place) => {
    if (!target) return
    const [found] = desk.search.tags({ kind: 'ban,tempban', target: target.id, status: 'done,unknown' }, 1)
    if (found) known.set(place, found.number)
  })
  return known
}
