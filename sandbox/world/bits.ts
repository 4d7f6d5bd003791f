/** Discord's permission bits that the sandbox knows. */
export const bit = {
  createInvite: 1n << 0n,
  kickMembers: 1n << 1n,
  banMembers: 1n << 2n,
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewAuditLog: 1n << 7n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  connect: 1n << 20n,
  speak: 1n << 21n,
  muteMembers: 1n << 22n,
  deafenMembers: 1n << 23n,
  moveMembers: 1n << 24n,
  changeNickname: 1n << 26n,
  manageNicknames: 1n << 27n,
  manageRoles: 1n << 28n,
  manageWebhooks: 1n << 29n,
  useCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  sendInThreads: 1n << 38n,
  moderateMembers: 1n << 40n,
  pinMessages: 1n << 51n,
  bypassSlowmode: 1n << 52n,
} as const
export type Bit = keyof typeof bit

/** Every bit Discord has given a meaning to. */
export const allBits = (1n << 53n) - 1n

/** Several bits as one number. */
export const bits = (...names: Bit[]): bigint => names.reduce((sum, name) => sum | bit[name], 0n)

const everyone = bits(
  'createInvite',
  'addReactions',
  'viewChannel',
  'sendMessages',
  'embedLinks',
  'attachFiles',
  'readMessageHistory',
  'connect',
  'speak',
  'changeNickname',
  'useCommands',
  'sendInThreads',
)

/** Usual sets: of @everyone, of a moderator, and what the bot is invited with. */
export const usual = {
  everyone,
  moderator: bits(
    'kickMembers',
    'banMembers',
    'viewAuditLog',
    'manageChannels',
    'manageMessages',
    'manageRoles',
    'manageNicknames',
    'manageThreads',
    'moderateMembers',
    'moveMembers',
    'muteMembers',
    'pinMessages',
  ),
  bot:
    everyone |
    bits(
      'kickMembers',
      'banMembers',
      'manageChannels',
      'manageGuild',
      'viewAuditLog',
      'manageMessages',
      'manageNicknames',
      'manageRoles',
      'manageWebhooks',
      'manageThreads',
      'moderateMembers',
      'moveMembers',
      'muteMembers',
      'pinMessages',
      'bypassSlowmode',
    ),
} as const

/** Intent bits of the gateway (values, not positions). */
export const intent = {
  none: 0,
  guilds: 1 << 0,
  members: 1 << 1,
  moderation: 1 << 2,
  voice: 1 << 7,
  messages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const
