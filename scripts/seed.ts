import { moduleBits, modulesOf } from '#schema/contract/modules.ts'
import { defaultSettings } from '#schema/contract/settings.ts'
import { channels, people, roles, servers } from '#sandbox/world/cast.ts'

/** The columns `settings` and `modules` of a server whose mod log is this channel. */
const loggingTo = (logChannelId: string): string =>
  `'${JSON.stringify({ logChannelId })}', ${moduleBits(modulesOf({ ...defaultSettings, logChannelId }))}`

/** What a newcomer finds set up in the sandbox's servers: a mod-log channel, and seats for the staff's roles. */
export const seedSql = (now: number): string => `
INSERT OR IGNORE INTO guilds (id, name, owner_id, settings, modules, installed_at) VALUES
  ('${servers.harbour}', 'Harbour Lights', '${people.mara}', ${loggingTo(channels.harbour.modLog)}, ${now}),
  ('${servers.tabletop}', 'Tabletop Club', '${people.juno}', ${loggingTo(channels.tabletop.modLog)}, ${now});
INSERT OR IGNORE INTO seats (guild_id, subject_type, subject_id, level, given_by, given_at) VALUES
  ('${servers.harbour}', 'role', '${roles.harbour.moderator}', 'moderator', '${people.mara}', ${now}),
  ('${servers.harbour}', 'role', '${roles.harbour.helper}', 'moderator', '${people.mara}', ${now}),
  ('${servers.tabletop}', 'role', '${roles.tabletop.gameMaster}', 'moderator', '${people.juno}', ${now});
`
