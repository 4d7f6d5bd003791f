import type { AuditDetail, AuditRow } from '#schema/contract/audit.ts'

export type Value = NonNullable<AuditDetail>[string]
export interface Change {
  key: string
  how: 'added' | 'removed' | 'changed'
  before: Value | undefined
  after: Value | undefined
}

const isNone = (value: Value | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** What is different between before and after, in the order it was told. */
export function changesOf({ before, after }: Pick<AuditRow, 'before' | 'after'>): Change[] {
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return keys
    .filter((key) => !isFact(key))
    .map((key) => {
      const [was, is] = [before?.[key], after?.[key]]
      return { key, how: isNone(was) ? 'added' : isNone(is) ? 'removed' : 'changed', before: was, after: is }
    })
}

/** Names of the details that are no change but say more about the row. */
const facts = new Set(['case', 'kind', 'entry', 'code', 'message', 'reason', 'actionType', 'comment'])
const isFact = (key: string): boolean => facts.has(key) || key.startsWith('options.')

/** What else is known of a row that tells of changes. */
export const factsOf = ({ after }: Pick<AuditRow, 'after'>): [key: string, value: Value][] =>
  Object.entries(after ?? {}).filter(([key]) => isFact(key))
