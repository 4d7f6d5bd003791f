import type { Chance } from './chance.ts'
import { channels, people, servers, trolls } from './cast.ts'
import { smallTalk, trollTalk } from './names.ts'
import { newSnowflake } from './snowflake.ts'
import type { World } from './world.ts'

const HOUR = 3_600_000

/** What has been said in the last three days, so that channels are not empty. */
export function say(world: World, random: Chance): void {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const { general, offTopic, photos, support } = channels.harbour
  const places: [guildId: string, channelId: string, count: number][] = [
    [servers.harbour, general, 60],
    [servers.harbour, offTopic, 40],
    [servers.harbour, photos, 15],
    [servers.harbour, support, 20],
    [servers.tabletop, channels.tabletop.tavern, 30],
    [servers.quiet, channels.quiet.reading, 15],
  ]
  for (const [guildId, channelId, count] of places) {
    const crowd = [...world.mustGuild(guildId).members.keys()].filter((id) => !world.user(id)?.bot).slice(0, 80)
    for (let n = count; n > 0; n--) {
      const at = world.now() - ((n + random()) / count) * 72 * HOUR
      const troll = channelId === general && n < count / 3 && random() < 0.4
      const author = troll ? pick(trolls) : pick(crowd)
      const content = pick(troll || author === people.rick ? trollTalk : smallTalk)
      world.writeMessage(
        channelId,
        author,
        { content },
        { id: newSnowflake(at), timestamp: new Date(at).toISOString() },
      )
    }
  }
}
