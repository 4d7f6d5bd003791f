import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { people, roles, servers } from '#sandbox/world/cast.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { removeSeat, saveSeat } from '#schema/queries/seats.ts'
import { Page } from './page.ts'

const guildId = servers.harbour
const guild = () => env.GUILD.getByName(guildId)
const given = { givenBy: people.mara, givenAt: 1 }
const db = registryDb(env)

async function give(subjectType: 'user' | 'role', subjectId: string, level: 'viewer' | 'moderator' | 'admin') {
  await saveSeat(db, guildId, { subjectType, subjectId, level, ...given })
  await guild().seatsChanged()
}
async function take(subjectType: 'user' | 'role', subjectId: string) {
  await removeSeat(db, guildId, { subjectType, subjectId })
  await guild().seatsChanged()
}

describe('who may look', () => {
  test('the owner and administrators are admins without being given a seat', async () => {
    expect(await guild().access(people.mara)).toMatchObject({ ok: true, level: 'admin', via: 'owner' })
    expect(await guild().access(people.ines)).toMatchObject({ ok: true, level: 'admin', via: 'administrator' })
  })

  test('a moderator of Discord has no seat until one is given to them or their role, and then the highest', async () => {
    expect(await guild().access(people.tomas)).toMatchObject({ ok: false, code: 'no_seat' })
    await give('role', roles.harbour.moderator, 'moderator')
    expect(await guild().access(people.tomas)).toMatchObject({ ok: true, level: 'moderator', via: 'seat' })
    await give('user', people.tomas, 'viewer')
    expect(await guild().access(people.tomas)).toMatchObject({ ok: true, level: 'moderator' })
    await give('user', people.tomas, 'admin')
    expect(await guild().access(people.tomas)).toMatchObject({ ok: true, level: 'admin' })
    await take('user', people.tomas)
    await take('role', roles.harbour.moderator)
    expect(await guild().access(people.tomas)).toMatchObject({ ok: false, code: 'no_seat' })
  })

  test('who is not a member sees no server at all', async () => {
    expect(await guild().access(people.otto)).toMatchObject({ ok: false, code: 'no_such_guild' })
    expect(await env.GUILD.getByName('900000000000000400').access(people.mara)).toMatchObject({ code: 'no_such_guild' })
  })

  test('losing the seat closes the page', async () => {
    await give('user', people.priya, 'viewer')
    const page = await Page.open(guildId, { userId: people.priya })
    const owner = await Page.open(guildId, { userId: people.mara })
    await take('user', people.priya)
    await page.until(() => page.closed !== null)
    expect(page.closed).toEqual({ code: 4003 })
    await owner.until(() => owner.types.includes('seats.changed'))
    expect(owner.closed).toBeNull()
  })
})

describe('a person', () => {
  test('is found as member, as banned, as stranger, or not at all', async () => {
    expect(await guild().member(people.leo)).toMatchObject({ ok: true, member: { id: people.leo }, banned: false })
    expect(await guild().member(people.otto)).toMatchObject({ ok: true, person: { id: people.otto }, member: null })
    expect(await guild().member('999999999999999999')).toMatchObject({ ok: false, code: 'unknown_user' })
  })
})
