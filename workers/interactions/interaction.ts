import * as z from 'zod/mini'
import { Snowflake } from '#schema/contract/ids.ts'

const User = z.object({
  id: Snowflake,
  username: z.string(),
  global_name: z.optional(z.nullable(z.string())),
  avatar: z.optional(z.nullable(z.string())),
  bot: z.optional(z.boolean()),
})
const Member = z.object({
  user: User,
  nick: z.optional(z.nullable(z.string())),
  permissions: z.string().check(z.regex(/^\d{1,20}$/)),
})
export type InteractionUser = z.infer<typeof User>
export type InteractionMember = z.infer<typeof Member>

const Value = z.union([z.string(), z.number(), z.boolean()])
const Option = z.object({ name: z.string(), type: z.int(), value: z.optional(Value), focused: z.optional(z.boolean()) })
const OptionOrSubcommand = z.extend(Option, { options: z.optional(z.array(Option)) })
export type InteractionOption = z.infer<typeof OptionOrSubcommand>

const Embed = z.object({
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  url: z.optional(z.string()),
})
/** A message that a context menu was opened on. */
const ResolvedMessage = z.object({
  id: Snowflake,
  channel_id: Snowflake,
  content: z._default(z.string(), ''),
  author: User,
  timestamp: z.string(),
  edited_timestamp: z.optional(z.nullable(z.string())),
  attachments: z._default(
    z.array(z.object({ filename: z.string(), content_type: z.optional(z.string()), size: z._default(z.int(), 0) })),
    [],
  ),
  embeds: z._default(z.array(Embed), []),
})
export type ResolvedMessage = z.infer<typeof ResolvedMessage>

const Resolved = z.object({
  messages: z.optional(z.record(Snowflake, ResolvedMessage)),
  users: z.optional(z.record(Snowflake, User)),
  members: z.optional(z.record(Snowflake, z.object({ nick: z.optional(z.nullable(z.string())) }))),
})

const asked = {
  id: Snowflake,
  application_id: Snowflake,
  token: z.string().check(z.minLength(1), z.maxLength(500)),
  guild_id: z.optional(Snowflake),
  channel_id: z.optional(Snowflake),
  member: z.optional(Member),
}
const command = z.object({
  name: z.string(),
  type: z.int(),
  options: z.optional(z.array(OptionOrSubcommand)),
  target_id: z.optional(Snowflake),
  resolved: z.optional(Resolved),
})
/** A text has a value, a choice has values. */
const Field = z.object({
  custom_id: z.string(),
  value: z.optional(z.string()),
  values: z.optional(z.array(z.string())),
})

export const InteractionType = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const

/** What Discord posts, as far as it is read here; in modals, labels hold one field and action rows several. */
export const Interaction = z.discriminatedUnion('type', [
  z.object({ type: z.literal(InteractionType.ping) }),
  z.object({ type: z.literal(InteractionType.command), ...asked, data: command }),
  z.object({ type: z.literal(InteractionType.autocomplete), ...asked, data: command }),
  z.object({ type: z.literal(InteractionType.component), ...asked, data: z.object({ custom_id: z.string() }) }),
  z.object({
    type: z.literal(InteractionType.modal),
    ...asked,
    data: z.object({
      custom_id: z.string(),
      components: z.array(z.object({ component: z.optional(Field), components: z.optional(z.array(Field)) })),
    }),
  }),
])
export type Interaction = z.infer<typeof Interaction>
export type InteractionOf<T extends Interaction['type']> = Extract<Interaction, { type: T }>
