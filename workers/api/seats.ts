import { Hono } from 'hono'
import type { Asker, AuditEvent } from '#schema/contract/audit.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import { memberName, type Member } from '#schema/contract/guild.ts'
import { Snowflake } from '#schema/contract/ids.ts'
import { SeatInput, type Access, type Seat } from '#schema/contract/seat.ts'
import { guildDb, registryDb } from '#schema/queries/guild-db.ts'
import { listMembersById } from '#schema/queries/members.ts'
import { listSeats, removeSeat, saveSeat } from '#schema/queries/seats.ts'
import { callGuild } from '#workers/actions/call-guild.ts'
import { askerOf } from '#workers/auth/asker.ts'
import { guildAccess } from '#workers/auth/guild-access.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'
import { body } from './parse.ts'

/** A seat with the name of whom it is given to; null when that person or role is not known here any more. */
export interface NamedSeat extends Seat {
  name: string | null
  avatar: string | null
  /** the role's colour, 0 for people */
  color: number
  /** the name of who gave it; null when they are not known here */
  giver: string | null
}

type Subject = Pick<Seat, 'subjectType' | 'subjectId'>
const MOST_SEATS = 500

export const seats = new Hono<GuildEnv>()
  .get('/', guildAccess('admin'), async (c) => {
    const { guildId, shard } = c.var
    const given = await listSeats(registryDb(c.env), guildId)
    const state = await callGuild(c.env, guildId, (guild) => guild.state())
    if (!state.ok) return refuse(c, state)
    const people = await listMembersById(guildDb(c.env, shard), guildId, [
      state.ownerId,
      ...given.flatMap((seat) => [seat.givenBy, ...(seat.subjectType === 'user' ? [seat.subjectId] : [])]),
    ])
    const personOf = (id: string) => people.find((one) => one.id === id)
    const nameOf = (person: Member | undefined) => (person ? memberName(person) : null)
    const named = given.map(({ subjectType, subjectId, level, givenBy, givenAt }): NamedSeat => {
      const role = subjectType === 'role' ? state.roles.find((one) => one.id === subjectId) : undefined
      const person = subjectType === 'user' ? personOf(subjectId) : undefined
      const name = role?.name ?? nameOf(person)
      const avatar = person?.avatar ?? null
      const giver = nameOf(personOf(givenBy))
      return { subjectType, subjectId, level, givenBy, givenAt, name, avatar, color: role?.color ?? 0, giver }
    })
    const owner = personOf(state.ownerId)
    return c.json({ seats: named, owner: { name: nameOf(owner), avatar: owner?.avatar ?? null } }, 200)
  })
  .put('/', guildAccess('admin'), body(SeatInput), async (c) => {
    const { guildId, access, session } = c.var
    const asked = c.req.valid('json')
    const refusal = (await refuseOwn(c.env, guildId, access, asked)) ?? (await refuseSubject(c.env, guildId, asked))
    if (refusal) return refuse(c, refusal)
    const db = registryDb(c.env)
    const given = await listSeats(db, guildId)
    if (given.length >= MOST_SEATS && !given.some((seat) => seat.subjectId === asked.subjectId))
      return refuse(c, fail('bad_request', { issue: `a server has at most ${MOST_SEATS} seats` }))
    const seat: Seat = { ...asked, givenBy: session.user.id, givenAt: Date.now() }
    await saveSeat(db, guildId, seat)
    const was = given.find((one) => one.subjectType === seat.subjectType && one.subjectId === seat.subjectId)
    await tell(c.env, guildId, { asker: askerOf(c), was, now: seat })
    return c.json(seat, 200)
  })
  .delete('/:subjectType/:subjectId', guildAccess('admin'), async (c) => {
    const { guildId, access } = c.var
    const { subjectType, subjectId } = c.req.param()
    if ((subjectType !== 'user' && subjectType !== 'role') || !Snowflake.safeParse(subjectId).success)
      return refuse(c, fail('bad_request', { issue: 'no such kind of seat' }))
    const subject: Subject = { subjectType, subjectId }
    const refusal = await refuseOwn(c.env, guildId, access, subject)
    if (refusal) return refuse(c, refusal)
    const db = registryDb(c.env)
    const was = (await listSeats(db, guildId)).find(
      (seat) => seat.subjectType === subjectType && seat.subjectId === subjectId,
    )
    if (!was || !(await removeSeat(db, guildId, subject))) return refuse(c, fail('not_found'))
    await tell(c.env, guildId, { asker: askerOf(c), was })
    return c.json({ ok: true as const }, 200)
  })

/** Tells open pages and the audit log of a seat that was given, changed or taken. */
async function tell(
  env: Env,
  guildId: string,
  { asker, was, now }: { asker: Asker; was: Seat | undefined; now?: Seat },
): Promise<void> {
  await callGuild(env, guildId, (guild) => guild.seatsChanged())
  const seat = now ?? was
  if (!seat || was?.level === now?.level) return
  const { subjectType, subjectId: id } = seat
  const event: AuditEvent = {
    category: 'seat',
    type: !was ? 'seat.given' : now ? 'seat.changed' : 'seat.taken',
    at: Date.now(),
    ...asker,
    target: { type: subjectType, id, name: await nameOfSubject(env, guildId, seat) },
    before: was ? { level: was.level } : null,
    after: now ? { level: now.level } : null,
  }
  await callGuild(env, guildId, (guild) => guild.audit(event))
}

async function nameOfSubject(env: Env, guildId: string, { subjectType, subjectId }: Subject): Promise<string | null> {
  if (subjectType === 'user') {
    const found = await callGuild(env, guildId, (guild) => guild.member(subjectId))
    return found.ok ? found.person.name : null
  }
  const state = await callGuild(env, guildId, (guild) => guild.state())
  return state.ok ? (state.roles.find((role) => role.id === subjectId)?.name ?? null) : null
}

/** Nobody changes the seat they sit on, be it their own or one of their role's. */
async function refuseOwn(env: Env, guildId: string, access: Access, subject: Subject): Promise<Failure | null> {
  if (subject.subjectType === 'user') return subject.subjectId === access.userId ? fail('cannot_change_own_seat') : null
  if (access.via !== 'seat') return null
  const own = await callGuild(env, guildId, (guild) => guild.member(access.userId))
  if (!own.ok) return own
  return own.member?.roleIds.includes(subject.subjectId) ? fail('cannot_change_own_seat') : null
}

/** Seats go to members and roles of this very server, and not to everyone at once. */
async function refuseSubject(env: Env, guildId: string, subject: Subject): Promise<Failure | null> {
  const { subjectType, subjectId } = subject
  if (subjectType === 'user') {
    const found = await callGuild(env, guildId, (guild) => guild.member(subjectId))
    if (!found.ok) return found
    return found.member ? null : fail('target_not_member')
  }
  if (subjectId === guildId) return fail('bad_request', { issue: '@everyone cannot have a seat' })
  const state = await callGuild(env, guildId, (guild) => guild.state())
  if (!state.ok) return state
  return state.roles.some((role) => role.id === subjectId) ? null : fail('bad_request', { issue: 'no such role here' })
}
