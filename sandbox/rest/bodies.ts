import * as z from 'zod'
import { Components, countComponents } from './components.ts'

export const Id = z.string().regex(/^[1-9]\d{16,19}$/, 'Value is not snowflake.')
const Text = (max: number) => z.string().refine((text) => text.trim().length <= max, tooLong(max))
const tooLong = (max: number) => ({
  message: `Must be ${max} or fewer in length.`,
  params: { code: 'BASE_TYPE_MAX_LENGTH' },
})
const NotEmpty = (max: number) =>
  Text(max).refine((text) => text.trim().length > 0, {
    message: 'This field is required',
    params: { code: 'BASE_TYPE_REQUIRED' },
  })
const Url = z
  .string()
  .max(2048)
  .regex(/^(https?|attachment):\/\//, 'Scheme must be one of http, https.')

const Embed = z.strictObject({
  title: Text(256).optional(),
  type: z.literal('rich').optional(),
  description: Text(4096).optional(),
  url: Url.optional(),
  timestamp: z.iso.datetime({ offset: true }).optional(),
  color: z.int().min(0).max(0xffffff).optional(),
  footer: z.strictObject({ text: NotEmpty(2048), icon_url: Url.optional() }).optional(),
  image: z.strictObject({ url: Url }).optional(),
  thumbnail: z.strictObject({ url: Url }).optional(),
  author: z.strictObject({ name: NotEmpty(256), url: Url.optional(), icon_url: Url.optional() }).optional(),
  fields: z
    .array(z.strictObject({ name: NotEmpty(256), value: NotEmpty(1024), inline: z.boolean().optional() }))
    .max(25)
    .optional(),
})
type Embed = z.infer<typeof Embed>

const embedLength = (embed: Embed): number =>
  [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ].reduce((sum, text) => sum + (text?.trim().length ?? 0), 0)

const AllowedMentions = z.strictObject({
  parse: z.array(z.enum(['users', 'roles', 'everyone'])).optional(),
  users: z.array(Id).max(100).optional(),
  roles: z.array(Id).max(100).optional(),
  replied_user: z.boolean().optional(),
})

const draft = {
  content: z.string().max(2000).nullish(),
  embeds: z
    .array(Embed)
    .max(10)
    .refine((embeds) => embeds.reduce((sum, embed) => sum + embedLength(embed), 0) <= 6000, {
      message: 'Embed size exceeds maximum size of 6000',
      params: { code: 'MAX_EMBED_SIZE_EXCEEDED' },
    })
    .nullish(),
  allowed_mentions: AllowedMentions.nullish(),
  components: Components.nullish(),
  flags: z.int().min(0).nullish(),
  attachments: z.array(z.never()).nullish(),
}

const V2 = 1 << 15
interface Drafted {
  content?: string | null
  embeds?: object[] | null
  components?: object[] | null
  flags?: number | null
}

/** Components v2 allow nothing else beside them and forty in all; without the flag five rows. */
function checkLayout({ content, embeds, components, flags }: Drafted, ctx: z.RefinementCtx): void {
  const at = (path: string, code: string, message: string) =>
    ctx.addIssue({ code: 'custom', path: [path], message, params: { code } })
  const v2 = ((flags ?? 0) & V2) !== 0
  if (v2 && content)
    at(
      'content',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'The content field cannot be used with components v2',
    )
  if (v2 && embeds?.length)
    at(
      'embeds',
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      'The embeds field cannot be used with components v2',
    )
  if (v2 && countComponents(components ?? []) > 40) at('components', 'BASE_TYPE_MAX_LENGTH', 'At most 40 components.')
  if (v2) return
  if ((components?.length ?? 0) > 5) at('components', 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.')
  for (const component of components ?? [])
    if (!('type' in component) || component.type !== 1)
      at('components', 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).')
}

/** POST /channels/{id}/messages */
export const NewMessage = z
  .strictObject({
    ...draft,
    tts: z.boolean().optional(),
    nonce: z.union([z.string().max(25), z.int()]).optional(),
    enforce_nonce: z.boolean().optional(),
    message_reference: z
      .strictObject({
        type: z.int().optional(),
        message_id: Id,
        channel_id: Id.optional(),
        guild_id: Id.optional(),
        fail_if_not_exists: z.boolean().optional(),
      })
      .optional(),
  })
  .superRefine(checkLayout)

/** PATCH of a message or of an interaction's reply. */
export const EditedMessage = z.strictObject(draft).superRefine(checkLayout)

/** POST of a follow-up. */
export const FollowUp = z.strictObject({ ...draft, tts: z.boolean().optional() }).superRefine(checkLayout)

const Choice = z.strictObject({
  name: z.string().min(1).max(100),
  name_localizations: z.record(z.string(), z.string()).nullish(),
  value: z.union([z.string().max(100), z.number()]),
})
const Modal = z.strictObject({
  custom_id: z.string().min(1).max(100),
  title: z.string().min(1).max(45),
  components: Components.min(1).max(5),
})

/** An interaction's first answer, whichever way it comes. */
export const InteractionAnswer = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(1) }),
  z.strictObject({
    type: z.literal(4),
    data: z.strictObject({ ...draft, tts: z.boolean().optional() }).superRefine(checkLayout),
  }),
  z.strictObject({
    type: z.literal(5),
    data: z.strictObject({ flags: z.union([z.literal(0), z.literal(64)]).optional() }).optional(),
  }),
  z.strictObject({ type: z.literal(6) }),
  z.strictObject({ type: z.literal(7), data: z.strictObject(draft).superRefine(checkLayout).optional() }),
  z.strictObject({ type: z.literal(8), data: z.strictObject({ choices: z.array(Choice).max(25) }) }),
  z.strictObject({ type: z.literal(9), data: Modal }),
])
export type InteractionAnswer = z.infer<typeof InteractionAnswer>

/** Permission bits as text. */
export const Bits = z.union([z.string().regex(/^\d{1,20}$/, 'Permission bits are digits.'), z.int().min(0)])
