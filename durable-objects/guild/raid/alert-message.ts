import type { RaidAlert } from '#schema/contract/raid.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { plain } from '#durable-objects/guild/plain.ts'
import type { Embed } from '#durable-objects/guild/wording.ts'

const ALARM = 0xd64545
const OVER = 0x6b7686
const stamp = (at: number): string => `<t:${Math.round(at / 1000)}:T>`

/** The alert as it stands in the alert channel, with the ways on. */
export function alertMessage(alert: RaidAlert, { origin, guildId }: { origin: string; guildId: Snowflake }): object {
  const { id, joins, joinedFrom, joinedTo, endedAt, noAvatar, young, pattern } = alert
  const home = `${origin}/dashboard/${guildId}`
  const like = [
    `${young} of ${joins} with an account younger than a day`,
    `${noAvatar} of ${joins} without an avatar`,
    ...(pattern ? [`${pattern.count} of ${joins} named like ${plain(pattern.text, 60)}`] : []),
  ]
  const embed: Embed = {
    title: endedAt === null ? `${joins} joins at once` : `${joins} joins at once · over`,
    url: home,
    description: `From ${stamp(joinedFrom)} to ${stamp(joinedTo)}${endedAt === null ? ', and it goes on' : ''}.\n${like.join('\n')}`,
    color: endedAt === null ? ALARM : OVER,
    timestamp: new Date(alert.startedAt).toISOString(),
  }
  const link = (label: string, query: string) => ({ type: 2, style: 5, label, url: `${home}?${query}` })
  return {
    embeds: [embed],
    components: [
      { type: 1, components: [link('Plan a sweep of this wave', `sweep=${id}`), link('Raid mode', 'raid=on')] },
    ],
    allowed_mentions: { parse: [] },
  }
}
