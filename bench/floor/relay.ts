import { REST } from '@discordjs/rest'
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws'

/** The least a gateway client can do: @discordjs/ws with a handler that only watches for the end. */
const { DISCORD_API = '', DISCORD_BOT_TOKEN = '' } = process.env
const rest = new REST({ api: DISCORD_API, version: '10' }).setToken(DISCORD_BOT_TOKEN)
const manager = new WebSocketManager({ token: DISCORD_BOT_TOKEN, intents: 0, rest })
manager.on(WebSocketShardEvents.Dispatch, (payload) => {
  if (payload.t === 'GUILD_BAN_ADD') process.stdout.write('end\n')
})
await manager.connect()
