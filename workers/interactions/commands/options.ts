import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10'
import { MAX_REASON } from '#schema/contract/action.ts'
import { parseDuration } from '#schema/contract/duration.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { Permission, type PermissionName } from '#schema/contract/permission.ts'

/** Discord's numbers for what an option takes. */
export const OptionType = { subcommand: 1, string: 3, integer: 4, user: 6, channel: 7 } as const

/** Only in servers that installed the bot. */
export const inServers = { contexts: [0], integration_types: [0] } satisfies { contexts: 0[]; integration_types: 0[] }

/** Who sees a command before an admin says otherwise; the handler asks again. */
export const needs = (permission: PermissionName): string => String(Permission[permission])

/** Text, announcement, voice, stage, forum; threads only where messages are. */
export const lockableChannels: (0 | 2 | 5 | 13 | 15)[] = [0, 2, 5, 13, 15]
export const messageChannels: (0 | 2 | 5 | 10 | 11 | 12 | 13)[] = [0, 2, 5, 10, 11, 12, 13]

export const user = (description: string, required = true) =>
  ({ type: OptionType.user, name: 'user', description, required }) satisfies APIApplicationCommandBasicOption

export const reason = (required = false) =>
  ({
    type: OptionType.string,
    name: 'reason',
    description: 'Why; it goes into the case, the audit log and the notice to the person',
    required,
    max_length: MAX_REASON,
    autocomplete: true,
  }) satisfies APIApplicationCommandBasicOption

export const duration = (description: string, required: boolean) =>
  ({
    type: OptionType.string,
    name: 'duration',
    description,
    required,
    max_length: 40,
    autocomplete: true,
  }) satisfies APIApplicationCommandBasicOption

export const deleteWindow = {
  type: OptionType.integer,
  name: 'delete',
  description: 'Delete their messages of the last …',
  choices: [
    { name: 'Nothing', value: 0 },
    { name: 'Hour', value: 3600 },
    { name: '6 hours', value: 21_600 },
    { name: '12 hours', value: 43_200 },
    { name: 'Day', value: 86_400 },
    { name: '3 days', value: 259_200 },
    { name: '7 days', value: 604_800 },
  ],
} satisfies APIApplicationCommandBasicOption

/** The option as ms, or the refusal that says how to write one. */
export function durationOf(value: unknown): number | Failure {
  const ms = parseDuration(String(value ?? ''))
  return ms ?? fail('bad_request', { issue: 'the duration is not one; write it like 10m, 2h, 7d or 1d 12h' })
}
