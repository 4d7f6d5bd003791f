import { type Accessor, createSignal } from 'solid-js'
import type { Person } from '#schema/contract/action.ts'
import type { CaseChange } from '#schema/contract/case-change.ts'
import type { Case } from '#schema/contract/case.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { refetchCaseWork } from './case-work.ts'
import { caseKey } from './cases.ts'
import { api, queryClient, read } from './client.ts'

/** What a change makes of a case, as far as the page can tell; `people` are those it may name. */
export type Foreseen = Pick<Case, 'labels' | 'assignee' | 'reviewed' | 'links'>

export const foresee = (
  c: Case,
  change: CaseChange,
  { me, assignee }: { me: Person; assignee?: Person | null },
): Foreseen => ({
  labels: [
    ...new Set([...c.labels.filter((label) => !change.removeLabels?.includes(label)), ...(change.addLabels ?? [])]),
  ],
  links: c.links.filter((link) => !change.removeLinks?.includes(link)),
  assignee: change.assigneeId === undefined ? c.assignee : (assignee ?? null),
  reviewed: change.reviewed === undefined ? c.reviewed : change.reviewed ? { by: me, at: Date.now() } : null,
})

/** The change that takes another one back. */
export const undoing = (c: Case, change: CaseChange): CaseChange => ({
  ...(change.addLabels ? { removeLabels: change.addLabels.filter((label) => !c.labels.includes(label)) } : {}),
  ...(change.removeLabels ? { addLabels: change.removeLabels.filter((label) => c.labels.includes(label)) } : {}),
  ...(change.addLinks ? { removeLinks: change.addLinks } : {}),
  ...(change.removeLinks ? { addLinks: change.removeLinks } : {}),
  ...(change.assigneeId === undefined ? {} : { assigneeId: c.assignee?.id ?? null }),
  ...(change.reviewed === undefined ? {} : { reviewed: c.reviewed !== null }),
})

/**
 * Changes a case and shows it changed at once; what the server refuses is taken back. Several may be on their way, each lies
 * over the case until its answer is here.
 */
export function createCaseChange(guild: Accessor<Snowflake>) {
  const [waiting, setWaiting] = createSignal<readonly { number: number; apply: (c: Case) => Case }[]>([])
  return {
    shown: (c: Case): Case => waiting().reduce((shown, one) => (one.number === c.number ? one.apply(shown) : shown), c),
    async change(number: number, change: CaseChange, apply: (c: Case) => Case): Promise<Case> {
      const mine = { number, apply }
      setWaiting((all) => [...all, mine])
      try {
        const param = { guild: guild(), number: String(number) }
        const changed = await read(api.guilds[':guild'].cases[':number'].$patch({ param, json: change }))
        queryClient.setQueryData(caseKey(guild(), number), { case: changed, askedAt: performance.now() })
        void refetchCaseWork(guild(), number)
        return changed
      } finally {
        setWaiting((all) => all.filter((one) => one !== mine))
      }
    },
  }
}
