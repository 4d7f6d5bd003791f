import * as z from 'zod/mini'
import { Person } from './action.ts'
import { Snowflake } from './ids.ts'
import { BroadcastCategory } from './broadcast-category.ts'
import { ModuleId } from './modules.ts'
import { written, writtenInLine } from './written.ts'

export { BroadcastCategory } from './broadcast-category.ts'

const text = (max: number) => z.string().check(z.minLength(1, 'is empty'), z.maxLength(max, `longer than ${max}`))
const Url = z.string().check(z.maxLength(2048), z.regex(/^https?:\/\/\S+$/, 'not a web address'))
const Color = z.int().check(z.minimum(0), z.maximum(0xffffff))

/** Discord's embed, in Discord's own names, with Discord's limits. */
export const Embed = z.object({
  title: z.optional(text(256)),
  description: z.optional(text(4096)),
  url: z.optional(Url),
  color: z.optional(Color),
  author: z.optional(z.object({ name: text(256), url: z.optional(Url), icon_url: z.optional(Url) })),
  thumbnail: z.optional(z.object({ url: Url })),
  image: z.optional(z.object({ url: Url })),
  fields: z.optional(
    z
      .array(z.object({ name: text(256), value: text(1024), inline: z.optional(z.boolean()) }))
      .check(z.maxLength(25, 'more than 25 fields')),
  ),
  footer: z.optional(z.object({ text: text(2048), icon_url: z.optional(Url) })),
})
export type Embed = z.infer<typeof Embed>

/** Characters that count towards Discord's 6,000 for all embeds of a message. */
export const embedLength = (embed: Embed): number =>
  [
    embed.title,
    embed.description,
    embed.author?.name,
    embed.footer?.text,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ].reduce((sum, part) => sum + (part?.length ?? 0), 0)
const isShown = (embed: Embed): boolean => embedLength(embed) > 0 || Boolean(embed.image ?? embed.thumbnail)

const TextDisplay = z.object({ type: z.literal(10), content: text(4000) })
const Separator = z.object({
  type: z.literal(14),
  divider: z.optional(z.boolean()),
  spacing: z.optional(z.union([z.literal(1), z.literal(2)])),
})
const Media = z.object({ url: Url })
const Gallery = z.object({
  type: z.literal(12),
  items: z
    .array(z.object({ media: Media, description: z.optional(text(1024)) }))
    .check(z.minLength(1), z.maxLength(10, 'more than 10 pictures')),
})
/** Only buttons that lead somewhere: nobody answers the others. */
const LinkButton = z.object({ type: z.literal(2), style: z.literal(5), label: text(80), url: Url })
const Buttons = z.object({
  type: z.literal(1),
  components: z.array(LinkButton).check(z.minLength(1), z.maxLength(5, 'more than 5 buttons')),
})
const Section = z.object({
  type: z.literal(9),
  components: z.array(TextDisplay).check(z.minLength(1), z.maxLength(3, 'more than 3 texts')),
  accessory: z.union([z.object({ type: z.literal(11), media: Media }), LinkButton]),
})
const inside = [TextDisplay, Separator, Gallery, Buttons, Section] as const
const Container = z.object({
  type: z.literal(17),
  accent_color: z.optional(Color),
  components: z.array(z.discriminatedUnion('type', inside)).check(z.minLength(1), z.maxLength(39)),
})
/** A part of a Components V2 message, as far as a broadcast uses them. */
export const Component = z.discriminatedUnion('type', [...inside, Container])
export type Component = z.infer<typeof Component>

const partsOf = (component: Component): { text: string; count: number } => {
  const children = 'components' in component ? component.components : []
  const own = component.type === 10 ? component.content : ''
  const accessory = component.type === 9 ? 1 : 0
  return children.reduce(
    (sum, child) => {
      const { text: more, count } = child.type === 2 ? { text: '', count: 1 } : partsOf(child)
      return { text: sum.text + more, count: sum.count + count }
    },
    { text: own, count: 1 + accessory },
  )
}

/** What is sent in place of the plain title and content, when someone composed it. */
export const Composed = z.discriminatedUnion('mode', [
  z.object({
    mode: z.literal('embeds'),
    content: z.optional(z.string().check(z.maxLength(2000))),
    embeds: z.array(Embed).check(
      z.minLength(1),
      z.maxLength(10, 'more than 10 embeds'),
      z.refine((embeds) => embeds.every(isShown), 'an embed is empty'),
      z.refine((embeds) => embeds.reduce((sum, one) => sum + embedLength(one), 0) <= 6000, 'longer than 6,000 in all'),
    ),
  }),
  z.object({
    mode: z.literal('components'),
    components: z.array(Component).check(
      z.minLength(1),
      z.refine((all) => all.reduce((sum, one) => sum + partsOf(one).count, 0) <= 40, 'more than 40 components'),
      z.refine(
        (all) => all.reduce((sum, one) => sum + partsOf(one).text.length, 0) <= 4000,
        'longer than 4,000 in all',
      ),
    ),
  }),
])
export type Composed = z.infer<typeof Composed>

/** To whom; everything that is given must hold. */
export const Audience = z.object({
  /** Discord's locales, such as `de` */
  languages: z.optional(z.array(z.string().check(z.maxLength(10))).check(z.maxLength(40))),
  minMembers: z.optional(z.int().check(z.minimum(0))),
  maxMembers: z.optional(z.int().check(z.minimum(0))),
  /** servers that have all of these on */
  modules: z.optional(z.array(ModuleId)),
  /** servers that asked for early news in their settings */
  optedIn: z.optional(z.boolean()),
})
export type Audience = z.infer<typeof Audience>

/** What a developer writes. `crosspost`: posted once in the announcement channel, for the servers that follow it. */
export const BroadcastDraft = z.object({
  category: BroadcastCategory,
  title: z.string().check(writtenInLine(), z.minLength(1, 'a title is needed'), z.maxLength(256)),
  content: z.string().check(written(), z.minLength(1, 'a content is needed'), z.maxLength(4000)),
  composed: z.nullable(Composed),
  audience: Audience,
  crosspost: z._default(z.boolean(), false),
})
export type BroadcastDraft = z.infer<typeof BroadcastDraft>

/**
 * draft → (scheduled →) sending → done, or stopped while it ran. `held`: whoever scheduled it does not run the bot any more, so
 * that another developer must send it. What a finished one could not deliver may be tried again, which makes it `sending` once
 * more. A `template` is only ever copied.
 */
export const BroadcastState = z.enum(['draft', 'template', 'scheduled', 'held', 'sending', 'done', 'stopped'])
export type BroadcastState = z.infer<typeof BroadcastState>

/** Why a server was not to get it, though it is in the audience. */
export const SkipReason = z.enum(['no_channel', 'opted_out', 'bot_removed', 'stopped'])
export type SkipReason = z.infer<typeof SkipReason>

/** `following`: waits for the one post in the announcement channel, `followed`: left to Discord, which carries that post on. */
export const DeliveryState = z.enum(['pending', 'sending', 'following', 'sent', 'followed', 'skipped', 'failed'])
export type DeliveryState = z.infer<typeof DeliveryState>

/** One server's part in a broadcast. `reason`: a SkipReason, or the failure's code. */
export const Delivery = z.object({
  guildId: Snowflake,
  guildName: z.string(),
  state: DeliveryState,
  reason: z.nullable(z.string()),
  channelId: z.nullable(Snowflake),
  messageId: z.nullable(Snowflake),
  at: z.nullable(z.int()),
})
export type Delivery = z.infer<typeof Delivery>

/** `skipped` and `failed` are different things; with `sent`, `followed` and `pending` they add up to `targeted`. */
export const DeliveryCounts = z.object({
  targeted: z.int(),
  pending: z.int(),
  sent: z.int(),
  followed: z.int(),
  skipped: z.record(z.string(), z.int()),
  failed: z.record(z.string(), z.int()),
})
export type DeliveryCounts = z.infer<typeof DeliveryCounts>

/** The one post in the announcement channel. `reason`: the code of the refusal, after which each server was told by itself. */
export const Crosspost = z.object({
  channelId: Snowflake,
  state: z.enum(['open', 'done', 'refused']),
  messageId: z.nullable(Snowflake),
  reason: z.nullable(z.string()),
})
export type Crosspost = z.infer<typeof Crosspost>

export const Broadcast = z.extend(BroadcastDraft, {
  id: z.string(),
  state: BroadcastState,
  /** one more with each change: who writes names what was read */
  revision: z.int(),
  createdBy: Person,
  createdAt: z.int(),
  sentBy: z.nullable(Person),
  scheduledAt: z.nullable(z.int()),
  startedAt: z.nullable(z.int()),
  endedAt: z.nullable(z.int()),
  /** why it is held */
  why: z.nullable(z.string()),
  crossposted: z.nullable(Crosspost),
  counts: z.nullable(DeliveryCounts),
})
export type Broadcast = z.infer<typeof Broadcast>

/** Calls a second that broadcasts may make; the rest of Discord's 50 is kept for moderation. */
export const DELIVERIES_A_SECOND = 45
/** The channel in the developers' own server that servers may follow. */
export const AnnouncementChannel = z.object({
  guildId: Snowflake,
  guildName: z.string(),
  channelId: Snowflake,
  channelName: z.string(),
})
export type AnnouncementChannel = z.infer<typeof AnnouncementChannel>

/** How long a broadcast to so many servers takes, ms. */
export const expectedMs = (targets: number): number => Math.ceil((targets / DELIVERIES_A_SECOND) * 1000)
/** Above this many servers, Discord's own following of an announcement channel is the better way. */
export const FOLLOWING_FROM = 1_200
