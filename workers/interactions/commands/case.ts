import { MAX_REASON } from '#schema/contract/action.ts'
import { MAX_COMMENT } from '#schema/contract/comment.ts'
import { fail } from '#schema/contract/failure.ts'
import { clean } from '#schema/contract/written.ts'
import type { Choice } from '#workers/interactions/answer.ts'
import type { Asked } from '#workers/interactions/asked.ts'
import { caseListMessage } from '#workers/interactions/messages/case-list.ts'
import { caseMessage } from '#workers/interactions/messages/case-message.ts'
import { caseChoice } from '#workers/interactions/messages/case-words.ts'
import type { ReadingCommand, Records } from './command.ts'
import { inServers, needs, OptionType, reason, user } from './options.ts'

const number = {
  type: OptionType.integer,
  name: 'number',
  description: 'Which case',
  required: true,
  min_value: 1,
  autocomplete: true,
} as const

export const caseCommand = {
  definition: {
    name: 'case',
    description: 'Look up cases',
    ...inServers,
    default_member_permissions: needs('moderateMembers'),
    options: [
      { type: OptionType.subcommand, name: 'view', description: 'Show one case', options: [number] },
      {
        type: OptionType.subcommand,
        name: 'list',
        description: 'Show the latest cases',
        options: [user('Only what was done to this person', false)],
      },
      {
        type: OptionType.subcommand,
        name: 'reason',
        description: 'Write a better reason into a case',
        options: [number, { ...reason(true), description: 'The new reason', max_length: MAX_REASON }],
      },
      {
        type: OptionType.subcommand,
        name: 'comment',
        description: 'Write into the staff thread of a case',
        options: [
          number,
          {
            type: OptionType.string,
            name: 'text',
            description: 'What the staff should know',
            required: true,
            max_length: MAX_COMMENT,
          },
        ],
      },
    ],
  },
  async read(asked, records) {
    const { subcommand, options, guildId } = asked
    if (subcommand === 'list')
      return caseListMessage(records, {
        guildId,
        targetId: options.user === undefined ? undefined : String(options.user),
      })
    const wanted = Number(options.number)
    const found = await records.case(wanted)
    if (!found) return fail('no_such_case', { number: String(options.number) })
    if (subcommand === 'comment') {
      const refused = await records.comment({ number: wanted, text: clean(String(options.text ?? '')) })
      return refused ?? caseMessage({ ...found, comments: found.comments + 1 }, records.origin)
    }
    if (subcommand !== 'reason') return caseMessage(found, records.origin)
    const edited = await records.editReason({ number: wanted, reason: clean(String(options.reason ?? '')) })
    return 'ok' in edited ? edited : caseMessage(edited, records.origin)
  },
  complete: (asked, records) =>
    asked.focused?.name === 'number' ? completeNumber(asked, records) : suggest(asked, records),
} satisfies ReadingCommand

const suggest = async ({ focused }: Asked, records: Records): Promise<Choice[]> =>
  (await records.suggestReasons(focused?.text ?? ''))
    .filter((text) => text.length <= 100)
    .map((text) => ({ name: text, value: text }))

async function completeNumber({ focused }: Asked, records: Records): Promise<Choice[]> {
  const typed = (focused?.text ?? '').trim().replace(/^#/, '')
  if (!/^\d{0,9}$/.test(typed)) return choicesOf(await records.findCases(typed.slice(0, 100)))
  if (typed === '') return choicesOf(await records.cases({ limit: 25 }))
  const [exact, latest] = await Promise.all([records.case(Number(typed)), records.cases({ limit: 100 })])
  const alike = latest.filter((c) => c.number !== exact?.number && String(c.number).startsWith(typed))
  return choicesOf(exact ? [exact, ...alike] : alike)
}

const choicesOf = (cases: Parameters<typeof caseChoice>[0][]): Choice[] =>
  cases.slice(0, 25).map((c) => ({ name: caseChoice(c), value: c.number }))
