import { fail, type Failure } from '#schema/contract/failure.ts'
import type { GuildState, Member } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { Sweep, SweepDeed } from '#schema/contract/sweep.ts'
import { listMembersById } from '#schema/queries/members.ts'
import { registryDb, type Db } from '#schema/queries/guild-db.ts'
import { listSeats } from '#schema/queries/seats.ts'
import type { Knowledge } from '#durable-objects/guild/check.ts'
import { personOf } from '#durable-objects/guild/knowledge.ts'
import { DiscordAway } from '#durable-objects/guild/people.ts'
import type { BanList } from './ban-list.ts'
import { estimate } from './estimate.ts'
import type { Found } from './find-targets.ts'
import type { Item } from './sweep-record.ts'
import { judge, mayBanInBulk, type Bench } from './verdict.ts'

/** What judging needs of the rest of the guild's object. */
export interface Judging {
  env: Env
  guildId: Snowflake
  db: () => Promise<Db>
  know: Knowledge
  bans: BanList
  /** whether the member list was read whole */
  listWhole: () => boolean
}

export interface Judged {
  ok: true
  items: Item[]
  guild: GuildState
  bot: Member
  settings: Settings
  /** the list of bans was not there in time */
  settling: boolean
}

/** A plan does not wait longer than this for the list of bans; ms. */
const PATIENCE = 600
const A_CHUNK = 1_000

/** Judges all targets at once: a look-up for each thousand, and nothing asked of Discord for each. */
export async function judgeAll(
  found: readonly Found[],
  { deed, askerId }: { deed: SweepDeed; askerId: Snowflake },
  { env, guildId, db, know, bans, listWhole }: Judging,
): Promise<Judged | Failure> {
  try {
    const [guild, bot, asker, settings, seats, settling, members] = await Promise.all([
      know.guildState(),
      know.botMember(),
      know.memberOf(askerId, { fresh: false }),
      know.settingsOf(),
      listSeats(registryDb(env), guildId),
      waitFor(bans),
      membersOf(await db(), guildId, found),
    ])
    if (!guild || !bot) return fail('bot_not_in_guild')
    const { protectedRoleIds } = settings.sweeps
    const bench: Bench = {
      guild,
      bot,
      askerId,
      asker,
      seats,
      protectedRoleIds,
      listWhole: listWhole(),
      now: Date.now(),
    }
    const banned = bans.among(found.map(({ id }) => id))
    const known = bans.isWhole
    const reverse = deed.kind === 'reverse'
    const items = found.map((one, i): Item => {
      const { id, kind, about, reversed } = one
      const member = members.get(id)
      const isBanned = banned.has(id) ? true : known ? false : null
      const judged = judge({ id, kind, reverse, reversed, member, banned: isBanned }, bench)
      return {
        position: i + 1,
        targetId: id,
        person: member ? personOf(member) : one.person,
        ...judged,
        kind,
        joinedAt: member?.joinedAt ?? null,
        about,
        state: judged.acts ? 'planned' : 'excluded',
        number: null,
        failure: null,
      }
    })
    return { ok: true, items, guild, bot, settings, settling }
  } catch (error) {
    if (error instanceof DiscordAway) return fail('discord_down')
    throw error
  }
}

/** How a plan of these items will go. */
export function outlook(
  items: readonly Pick<Item, 'acts' | 'state' | 'kind' | 'verdict'>[],
  {
    dm,
    guild,
    bot,
    settings,
    listWhole,
  }: { dm: boolean; listWhole: boolean } & Pick<Judged, 'guild' | 'bot' | 'settings'>,
): Pick<Sweep, 'calls' | 'expectedMs' | 'longestMs' | 'needsApproval'> {
  const acting = items.filter(({ acts, state }) => acts && state !== 'left_out')
  const inBulk = mayBanInBulk(guild, bot) && !dm
  const together = inBulk ? acting.filter((item) => goesInBulk(item, listWhole)) : []
  const bulk = together.length
  const unseen = together.filter(({ verdict }) => verdict === 'unseen').length
  const { approvalAbove } = settings.sweeps
  return {
    ...estimate({ bulk, unseen, single: acting.length - bulk, dm }),
    needsApproval: approvalAbove !== null && acting.length > approvalAbove,
  }
}

/** A bulk ban asks nobody's rank, so whoever may be a member without our knowing is looked up and banned alone. */
export const goesInBulk = ({ kind, verdict }: Pick<Item, 'kind' | 'verdict'>, listWhole: boolean): boolean =>
  kind === 'ban' && (verdict !== 'unseen' || listWhole)

/** True when the list was not there in time; it goes on being read. */
async function waitFor(bans: BanList): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(resolve, PATIENCE, 'late')
  const read = await Promise.race([bans.read(), promise])
  clearTimeout(timer)
  return read === 'late'
}

async function membersOf(db: Db, guildId: Snowflake, found: readonly Found[]): Promise<Map<Snowflake, Member>> {
  const chunks: Snowflake[][] = []
  for (let i = 0; i < found.length; i += A_CHUNK) chunks.push(found.slice(i, i + A_CHUNK).map(({ id }) => id))
  const pages = await Promise.all(chunks.map((ids) => listMembersById(db, guildId, ids)))
  return new Map(pages.flat().map((member) => [member.id, member]))
}
