import type { Choice } from '#workers/interactions/answer.ts'
import type { Asked } from '#workers/interactions/asked.ts'
import type { Records } from './command.ts'

/** The server's severities, with what they weigh. */
export async function completeSeverity({ focused }: Asked, records: Records): Promise<Choice[]> {
  const typed = (focused?.text ?? '').trim().toLowerCase()
  const { severities } = (await records.settings()).warnings
  return severities
    .filter(({ name }) => name.toLowerCase().startsWith(typed))
    .map(({ name, points }) => ({ name: `${name} · ${points} ${points === 1 ? 'point' : 'points'}`, value: name }))
}
