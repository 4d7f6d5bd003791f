import { fail, type Failure } from '#schema/contract/failure.ts'
import { has } from '#schema/contract/permission.ts'
import { getCase, listCases, listCasesByNumber, listCasesOfTarget } from '#schema/queries/cases.ts'
import { guildDb, registryDb, type Db } from '#schema/queries/guild-db.ts'
import { getGuild } from '#schema/queries/guilds.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { saveNewsChannel } from '#workers/actions/save-news.ts'
import { knownGuild } from '#workers/auth/known-guild.ts'
import { readConfig } from '#workers/config.ts'
import type { Worker } from '#durable-objects/guild/casework/case-work.ts'
import type { Asked } from './asked.ts'
import type { Records } from './commands/command.ts'

/** Whether the asker may read this server's cases: Discord's Timeout Members, or a seat here. Null when so. */
export async function refuseReading(env: Env, { guildId, person, permissions }: Asked): Promise<Failure | null> {
  if (has(permissions, 'moderateMembers')) return null
  const access = await callGuild(env, guildId, (guild) => guild.access(person.id))
  return access.ok ? null : access
}

/** What the reading commands look at, of the asker's server alone. */
export function openRecords(env: Env, { id, guildId, person }: Asked): Records {
  const by: Worker = { person, level: 'moderator', surface: 'slash', requestId: id }
  let opened: Promise<Db> | undefined
  const db = (): Promise<Db> => (opened ??= openGuildDb(env, guildId))
  return {
    origin: readConfig(env).origin,
    case: async (number) => (Number.isSafeInteger(number) ? getCase(await db(), guildId, number) : undefined),
    cases: async ({ before, targetId, limit }) =>
      targetId === undefined
        ? listCases(await db(), guildId, { before, limit })
        : listCasesOfTarget(await db(), guildId, targetId, { before, limit }),
    findCases: async (q) => {
      const { numbers } = await callGuild(env, guildId, (guild) => guild.findCases({ q }))
      return listCasesByNumber(await db(), guildId, numbers)
    },
    editReason: async ({ number, reason }) => {
      if (reason === '') return fail('bad_request', { issue: 'the reason is empty' })
      const changed = await callGuild(env, guildId, (guild) => guild.changeCase(number, { reason }, by))
      return changed.ok ? changed.case : changed
    },
    comment: async ({ number, text }) => {
      if (text === '') return fail('bad_request', { issue: 'the comment is empty' })
      const wrote = await callGuild(env, guildId, (guild) => guild.commentCase({ number, text, key: id }, by))
      return wrote.ok ? null : wrote
    },
    settings: () => callGuild(env, guildId, (guild) => guild.settings()),
    postNews: async (channelId) => {
      // the guild's object keeps its settings in a row that the relay's first news of the server make
      if (!(await knownGuild(env, guildId))) return fail('no_such_guild')
      return saveNewsChannel(env, guildId, { channelId, asker: { actor: person, surface: 'slash', requestId: id } })
    },
    suggestReasons: (text) => callGuild(env, guildId, (guild) => guild.suggestReasons(text)),
    relay: () => env.RELAY.getByName('relay').health(),
  }
}

async function openGuildDb(env: Env, guildId: string): Promise<Db> {
  const guild = await getGuild(registryDb(env), guildId)
  return guildDb(env, guild?.shard ?? 0)
}
