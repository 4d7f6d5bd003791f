import type { Broadcast, BroadcastCategory, Component, Embed } from '#schema/contract/broadcast.ts'

const colors: Record<BroadcastCategory, number> = { changelog: 0x3f7fbf, announcement: 0xb07d1c, maintenance: 0xd9902f }
export const categoryLabel: Record<BroadcastCategory, string> = {
  changelog: 'Changelog',
  announcement: 'Announcement',
  maintenance: 'Maintenance',
}
/** Discord's flag of a message made of components. */
const IS_COMPONENTS_V2 = 1 << 15
const nobody = { parse: [] }

/** What is said, and how. */
export type Said = Pick<Broadcast, 'category' | 'title' | 'content' | 'composed'>
export interface MessageBody {
  content?: string
  embeds?: Embed[]
  components?: Component[]
  flags?: number
  allowed_mentions: { parse: never[] }
}

/** A broadcast as Discord's message, in this colour where nothing was composed; it never pings anyone. */
export function messageBody({ category, title, content, composed }: Said, color: number | null = null): MessageBody {
  if (composed?.mode === 'components')
    return { flags: IS_COMPONENTS_V2, components: composed.components, allowed_mentions: nobody }
  if (composed?.mode === 'embeds')
    return {
      ...(composed.content ? { content: composed.content } : {}),
      embeds: composed.embeds,
      allowed_mentions: nobody,
    }
  const embed = {
    title,
    description: content,
    color: color ?? colors[category],
    footer: { text: categoryLabel[category] },
  }
  return { embeds: [embed], allowed_mentions: nobody }
}

/** All that is written in an embed or a component, in order: what tells one message from another. */
export function textsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsOf)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' && WRITTEN.has(key) ? [value] : textsOf(value),
  )
}
const WRITTEN = new Set(['title', 'description', 'content', 'name', 'value', 'label'])
