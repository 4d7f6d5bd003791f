import type { GatewayEvent } from '#schema/contract/gateway.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Kpis, LiveEvent } from '#schema/contract/live.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { AuditInbox } from './audit.ts'
import type { AuditGap } from './audit-gap.ts'
import type { Counted, Counters } from './counters.ts'
import type { Echoes } from './echoes.ts'
import type { Fates } from './evidence/fates.ts'
import type { Facts } from './facts.ts'
import { isMemberEvent, type FoldedMembers, type MemberEvent } from './member-events.ts'
import type { MembersSide } from './members-side.ts'
import type { RaidDesk } from './raid/raid-desk.ts'
import type { Joined } from './raid/wave.ts'
import type { Ring, Written } from './ring.ts'
import type { BanList } from './sweeps/ban-list.ts'

/** Where what a batch tells is kept inside the object. */
export interface Kept {
  ring: Ring
  facts: Facts
  counters: Counters
  audit: AuditInbox
  gap: AuditGap
  members: MembersSide
  bans: BanList
  fates: Fates
  kpis: (now: number) => Kpis
  raid: RaidDesk
}

/**
 * Keeps everything the object itself has of a batch, and its name; synchronous, so that one transaction holds all of it.
 * Gives the frames to send.
 */
export function keepBatch(
  batch: { epoch: number; batch: number; events: readonly GatewayEvent[] },
  {
    folded,
    echoes,
    cases,
    watched,
    raidRule,
  }: {
    folded: FoldedMembers
    echoes: Echoes
    cases: ReadonlyMap<Snowflake, number>
    watched: boolean
    raidRule: Settings['raid'] | null
  },
  { ring, facts, counters, audit, gap, bans, fates, members, kpis, raid }: Kept,
): Written[] {
  const written: Written[] = []
  const membersBefore = facts.state()?.memberCount
  const joins: Joined[] = []
  const happened: { name: Counted; count: number; at: number }[] = []
  for (const event of batch.events) {
    const { at } = event
    if (isMemberEvent(event)) {
      const news = folded.news.get(event)
      if (!news) continue
      written.push(ring.add(news.event, { at, passing: news.passing }))
      if (news.joined) happened.push({ name: 'joins', count: 1, at })
      if (event.type === 'member.joined' && news.joined) joins.push({ member: event.member, at })
      if (news.left) happened.push({ name: 'leaves', count: 1, at })
    } else if (event.type === 'messages.counted') {
      if (event.authors) members.tally.add(event.authors, at)
      const total = Object.values(event.channels).reduce((sum, count) => sum + count, 0)
      if (total === 0) continue
      const data = { total, channels: event.channels }
      written.push(ring.add({ type: 'messages.counted', data }, { at, passing: true }))
      happened.push({ name: 'messages', count: total, at })
    } else if (event.type === 'audit.entry') {
      audit.receive(event.entry)
      gap.seen(event.entry.id)
    } else {
      if (event.type === 'guild.state') {
        gap.begin(at)
        bans.begin()
      } else if (event.type === 'ban.added' || event.type === 'ban.removed')
        bans.note(event.userId, event.type === 'ban.added')
      if ('safety' in event && event.safety) raid.follow.note(event.safety)
      for (const news of learn(event, { facts, echoes, fates })) written.push(ring.add(news, { at }))
    }
  }
  const wave = raidRule && raid.watch.note(joins, raidRule)
  if (wave) written.push(ring.add({ type: 'raid.alert', data: wave.alert }, { at: Date.now(), passing: !wave.isNew }))
  if (wave?.isNew) raid.raised(wave.alert)
  facts.countMembers(folded.difference)
  members.index.note(folded.rows.values(), cases)
  counters.add(happened)
  if (watched && (happened.length > 0 || facts.state()?.memberCount !== membersBefore)) {
    const now = Date.now()
    written.push(ring.add({ type: 'kpis.changed', data: kpis(now) }, { at: now, passing: true }))
  }
  ring.mark(batch)
  return written
}

type Other = Exclude<GatewayEvent, MemberEvent | { type: 'messages.counted' | 'audit.entry' }>

const goneOf = (messageIds: Snowflake[]): LiveEvent[] =>
  messageIds.length === 0 ? [] : [{ type: 'messages.gone', data: { messageIds } }]

/** What is new in an event about the guild itself, a ban or a voice channel. */
function learn(event: Other, { facts, echoes, fates }: { facts: Facts; echoes: Echoes; fates: Fates }): LiveEvent[] {
  switch (event.type) {
    case 'guild.state':
      return facts.replace(event.guild)
    case 'guild.updated':
      return facts.update({ name: event.name, icon: event.icon, ownerId: event.ownerId })
    case 'guild.removed':
      facts.forget()
      return []
    case 'role.saved':
      return facts.saveRole(event.role)
    case 'role.deleted':
      return facts.removeRole(event.roleId)
    case 'channel.saved':
      return facts.saveChannel(event.channel)
    case 'channel.deleted':
      return [...facts.removeChannel(event.channelId), ...goneOf(fates.noteGone(event, event.at))]
    case 'messages.deleted':
      return goneOf(fates.noteGone(event, event.at))
    case 'ban.added':
    case 'ban.removed': {
      const { type, userId: id, username: name, at } = event
      return echoes.isEcho(`ban:${id}`, type, at) ? [] : [{ type, data: { id, name } }]
    }
    case 'voice.moved': {
      const { type, userId: id, name, channelId, at } = event
      if (echoes.isEcho(`voice:${id}`, String(channelId), at)) return []
      return [{ type, data: { person: { id, name }, channelId } }]
    }
  }
}
