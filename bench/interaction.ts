import { channels, people, servers } from '#sandbox/world/cast.ts'
import { application } from '#sandbox/application.ts'
import { startRig, signedHeaders } from './rig.ts'
import { report, timed } from './statistics.ts'

/** A signed command → its first answer, against a bare Hono Worker that only verifies the signature. */
const ROUNDS = 350
const WARM_UP = 50

const rig = await startRig()
const { world } = rig.sandbox
const where = { userId: people.tomas, guildId: servers.harbour, channelId: channels.harbour.staff }

/** A command as Discord sends it, known to the sandbox so that its answer can be edited in. */
function command(name: string): { text: string; token: string } {
  const { id, token } = world.openInteraction({ type: 2, ...where })
  const user = { id: people.goblin, username: 'spam.goblin' }
  const chosen = {
    options: [{ name: 'user', type: 6, value: user.id }],
    resolved: { users: { [user.id]: user } },
  }
  const text = JSON.stringify({
    id,
    application_id: application.id,
    type: 2,
    token,
    version: 1,
    guild_id: where.guildId,
    channel_id: where.channelId,
    app_permissions: '8',
    locale: 'en-US',
    context: 0,
    member: { user: { id: people.tomas, username: 'tomas' }, roles: [], permissions: '1099511627782' },
    data: { id: '1150000000000000100', name, type: 1, ...(name === 'ping' ? {} : chosen) },
  })
  return { text, token }
}

/** Resolves when the outcome was edited in, so that no work of one command runs into the next. */
function settled(token: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = world.onReply((reply) => {
      if (reply.interaction.token !== token) return
      stop()
      resolve()
    })
    world.answerInteraction(token, { type: 5, data: { flags: 64 } })
  })
}

async function press(url: string, text: string): Promise<void> {
  const answer = await fetch(`${url}/interactions`, { method: 'POST', headers: signedHeaders(text), body: text })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  await answer.arrayBuffer()
}

for (const name of ['ping', 'history']) {
  const product: number[] = []
  const floor: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const { text, token } = command(name)
    const least = await timed(() => press(rig.floor.url, text))
    const ms = await timed(() => press(rig.product.url, text))
    if (name !== 'ping') await settled(token)
    if (round < WARM_UP) continue
    floor.push(least)
    product.push(ms)
  }
  report(`signed /${name} → first answer`, product, floor)
}
await rig.close()
