import { people } from '#sandbox/world/cast.ts'
import type { Stage } from './stage.ts'

let count = 0

/** A fresh account that joined the server just now, with these roles; gives its id. */
export function newcomer({ sandbox: { world } }: Stage, guildId: string, roleIds: readonly string[] = []): string {
  const { id } = world.createUser({ username: `newcomer.${++count}` })
  world.join(guildId, id)
  for (const roleId of roleIds) world.addRole(guildId, id, roleId, { by: people.mara })
  return id
}

/** A fresh account that is in no server. */
export const stranger = ({ sandbox: { world } }: Stage): string =>
  world.createUser({ username: `stranger.${++count}` }).id
