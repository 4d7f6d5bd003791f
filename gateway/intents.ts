/** Discord's intent bits the core needs; none of them is privileged. */
const core = { GUILDS: 1 << 0, GUILD_MODERATION: 1 << 2, GUILD_VOICE_STATES: 1 << 7, GUILD_MESSAGES: 1 << 9 }
export const CORE_INTENTS = Object.values(core).reduce((all, bit) => all | bit, 0)

/** Intents that must be switched on in the developer portal: joins, leaves and member changes. */
export const PRIVILEGED: Readonly<Record<string, number>> = { GUILD_MEMBERS: 1 << 1 }

/** Core intents plus the named privileged ones ("GUILD_MEMBERS", or "none"). */
export function intentsOf(names: string): number {
  let bits = CORE_INTENTS
  for (const name of names.split(',').map((part) => part.trim().toUpperCase())) {
    if (name === '' || name === 'NONE') continue
    const bit = PRIVILEGED[name]
    if (bit === undefined)
      throw new Error(`RELAY_INTENTS names ${name}; known are ${Object.keys(PRIVILEGED).join(', ')}, none`)
    bits |= bit
  }
  return bits
}
