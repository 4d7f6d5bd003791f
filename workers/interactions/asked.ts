import type { Person } from '#schema/contract/action.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { memberName } from '#schema/contract/member-name.ts'
import type { ReportedMessage } from '#schema/contract/report.ts'
import {
  InteractionType,
  type Interaction,
  type InteractionOption,
  type InteractionUser,
} from '#workers/interactions/interaction.ts'
import { readMessage } from './read-message.ts'

/** A command, button or form, read: who asks where, and with what. Values are Discord's, unchecked beyond their JSON type. */
export interface Asked {
  /** the interaction's id */
  id: Snowflake
  guildId: Snowflake
  channelId: Snowflake | undefined
  person: Person
  /** the asker's permissions in that channel, from the signed interaction */
  permissions: bigint
  reply: { applicationId: Snowflake; token: string }
  /** of the HTTP request it came by */
  requestId: string
  subcommand: string | undefined
  options: Readonly<Record<string, unknown>>
  /** autocomplete: the option being typed */
  focused: { name: string; text: string } | undefined
  /** the person clicked on in a context menu, or named by a command's option `user` */
  target: Person | undefined
  /** context menus: the message clicked on */
  message: ReportedMessage | undefined
}

const personOf = (user: InteractionUser, nick?: string | null): Person => ({
  id: user.id,
  name: memberName({ nick: nick ?? null, globalName: user.global_name ?? null, username: user.username }),
  avatar: user.avatar ?? null,
  bot: user.bot ?? false,
})

/** Refusal: no_such_guild, for what was not asked by a member in a server. */
export function readAsked(
  interaction: Exclude<Interaction, { type: 1 }>,
  requestId: string,
): ({ ok: true } & Asked) | Failure {
  const { id, guild_id: guildId, channel_id: channelId, member, application_id: applicationId, token } = interaction
  if (!guildId || !member) return fail('no_such_guild')
  return {
    ok: true,
    id,
    guildId,
    channelId,
    person: personOf(member.user, member.nick),
    permissions: BigInt(member.permissions),
    reply: { applicationId, token },
    requestId,
    ...dataOf(interaction),
  }
}

type Data = Pick<Asked, 'subcommand' | 'options' | 'focused' | 'target' | 'message'>

function dataOf(interaction: Exclude<Interaction, { type: 1 }>): Data {
  const none = { subcommand: undefined, focused: undefined, target: undefined, message: undefined }
  if (interaction.type === InteractionType.component) return { ...none, options: {} }
  if (interaction.type === InteractionType.modal) {
    const fields = interaction.data.components.flatMap(({ component, components = [] }) =>
      component ? [component] : components,
    )
    return {
      ...none,
      options: Object.fromEntries(fields.map((field) => [field.custom_id, field.value ?? field.values?.[0]])),
    }
  }
  const { options = [], target_id: targetId, resolved } = interaction.data
  const subcommand = options.find((option) => option.options !== undefined || option.type === 1)
  const given: readonly InteractionOption[] = subcommand ? (subcommand.options ?? []) : options
  const typed = given.find((option) => option.focused)
  const named = targetId ?? given.find((option) => option.name === 'user')?.value
  const user = typeof named === 'string' ? resolved?.users?.[named] : undefined
  const message = targetId === undefined ? undefined : resolved?.messages?.[targetId]
  return {
    subcommand: subcommand?.name,
    options: Object.fromEntries(given.map((option) => [option.name, option.value])),
    focused: typed && { name: typed.name, text: String(typed.value ?? '') },
    target: user && personOf(user, resolved?.members?.[user.id]?.nick),
    message: message && readMessage(message, personOf(message.author)),
  }
}
