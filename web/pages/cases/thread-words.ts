import type { Changes } from '#schema/contract/comment.ts'

type Value = Changes[string]['from']

const listOf = (value: Value): (string | number)[] => (Array.isArray(value) ? value : [])
const without = (list: (string | number)[], others: (string | number)[]): (string | number)[] =>
  list.filter((one) => !others.includes(one))
const written = (value: Value): string => (typeof value === 'string' && value !== '' ? `“${value}”` : 'nothing')

/** What an edit did, a sentence for each field; read after the name of who did it. */
export function changeWords(changes: Changes): string[] {
  const said: string[] = []
  for (const [name, { from, to }] of Object.entries(changes))
    switch (name) {
      case 'reason':
        said.push(`changed the reason from ${written(from)} to ${written(to)}`)
        break
      case 'labels': {
        const [more, less] = [without(listOf(to), listOf(from)), without(listOf(from), listOf(to))]
        if (more.length > 0) said.push(`added the label ${more.join(', ')}`)
        if (less.length > 0) said.push(`removed the label ${less.join(', ')}`)
        break
      }
      case 'links': {
        const [more, less] = [without(listOf(to), listOf(from)), without(listOf(from), listOf(to))]
        if (more.length > 0) said.push(`linked ${more.map((number) => `#${number}`).join(', ')}`)
        if (less.length > 0) said.push(`took away the link to ${less.map((number) => `#${number}`).join(', ')}`)
        break
      }
      case 'assignee':
        said.push(to === null ? `took it from ${String(from)}` : `assigned it to ${String(to)}`)
        break
      case 'reviewed':
        said.push(to === null ? 'marked it as not reviewed' : 'marked it as reviewed')
        break
      default:
        said.push(`changed ${name} from ${written(from)} to ${written(to)}`)
    }
  return said
}
