import { evictDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { didTo, type Action, type ActionKind, type DeedInput, type Outcome } from '#schema/contract/action.ts'
import { fail } from '#schema/contract/failures.ts'
import { parseKeys, sign } from '#schema/contract/signature.ts'
import { people, servers } from '#sandbox/world/cast.ts'

const guildId = servers.harbour
const guild = () => env.GUILD.getByName(guildId)
const by = { tomas: { id: people.tomas, name: 'Tomas' }, ines: { id: people.ines, name: 'Ines' } }
let made = 0

async function act(who: keyof typeof by, deed: DeedInput, over: Partial<Action> = {}): Promise<Outcome> {
  const id = `collision-${++made}-of-this-run`
  const action = { id, guildId, deed, actor: { type: 'user', user: by[who] }, source: 'dashboard', at: Date.now() }
  const keys = parseKeys(env.ACTION_KEYS)
  return guild().submit(await sign('action', keys, { ...action, ...over }, { now: Date.now(), lifetime: 60_000 }))
}
const warn = (targetId: string) => ({ kind: 'warn' as const, targetId, reason: 'shouting' })

test('of two in the same second exactly one goes through unasked', async () => {
  const answers = await Promise.all([act('tomas', warn(people.nils)), act('ines', warn(people.nils))])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(answers.find((answer) => !answer.ok)).toMatchObject({ code: 'collision' })
})

test('the second learns who did what, in which case and how long ago, and may do it all the same', async () => {
  const first = await act('ines', warn(people.markup))
  const number = first.ok && first.number
  const deed: DeedInput = { kind: 'timeout', targetId: people.markup, reason: 'too', duration: 60_000 }
  expect(await act('tomas', deed)).toMatchObject({
    ok: false,
    code: 'collision',
    message: `Ines warned them 1 s ago, case ${number}. Do it all the same?`,
    details: { who: 'Ines', kind: 'warn', number },
  })
  await evictDurableObject(guild())
  expect(await act('tomas', deed)).toMatchObject({ code: 'collision' })
  expect(await act('tomas', deed, { despite: true })).toMatchObject({ ok: true, state: 'done' })
})

test('one is not in one’s own way, nor is a note in anybody’s, nor what was refused', async () => {
  expect(await act('ines', warn(people.endless))).toMatchObject({ ok: true })
  expect(await act('ines', warn(people.endless))).toMatchObject({ ok: true })
  expect(await act('tomas', { kind: 'note', targetId: people.endless, reason: 'seen' })).toMatchObject({ ok: true })
  expect(await act('ines', { kind: 'note', targetId: people.everyone, reason: 'seen' })).toMatchObject({ ok: true })
  expect(await act('ines', { kind: 'untimeout', targetId: people.everyone })).toMatchObject({ ok: false })
  expect(await act('tomas', warn(people.everyone))).toMatchObject({ ok: true })
})

test('after a minute nobody is asked', async () => {
  expect(await act('ines', warn(people.emoji), { at: Date.now() - 61_000 })).toMatchObject({ ok: true })
  expect(await act('tomas', warn(people.emoji))).toMatchObject({ ok: true })
})

test('a command cannot be asked: it is done, and its answer says it', async () => {
  const first = await act('ines', warn(people.leo), { source: 'slash' })
  const number = first.ok ? first.number : 0
  expect(await act('tomas', warn(people.leo), { source: 'slash' })).toMatchObject({
    ok: true,
    message: expect.stringMatching(new RegExp(`Ines warned them \\d+ s before, case ${number}$`)),
  })
})

test.for<[ActionKind, string]>([
  ['ban', 'Ines banned them'],
  ['untimeout', 'Ines took the timeout from them'],
  ['unwarn', 'Ines took a warning from them'],
])('%s is told as a sentence', ([kind, sentence]) => {
  const of = { who: 'Ines', did: didTo(kind), seconds: 3, what: ', case 4' }
  expect(fail('collision', of).message).toBe(`${sentence} 3 s ago, case 4. Do it all the same?`)
})
