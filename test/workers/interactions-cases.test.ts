import * as z from 'zod/mini'
import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { untouched, type Case } from '#schema/contract/case.ts'
import { insertCase } from '#schema/queries/cases.ts'
import { guildDb, registryDb } from '#schema/queries/guild-db.ts'
import { saveGuild } from '#schema/queries/guilds.ts'
import { commented, guildId, interaction, press, run, someone, type } from './interactions-press.ts'

const other = '200000000000000078'
const caseOf = (number: number): Case => ({
  guildId,
  number,
  actionId: `action-${number}`,
  kind: 'warn',
  status: 'done',
  source: 'dashboard',
  moderator: { id: '200000000000000005', name: 'Mo' },
  target: { id: number % 2 ? someone : other, name: '[evil](https://x.example) @everyone **bold**' },
  channelId: null,
  channelName: null,
  reason: `reason ${number} <@${someone}> https://phish.example`,
  deed: null,
  createdAt: 1_800_000_000_000 + number,
  endsAt: null,
  endedAt: null,
  endError: null,
  about: null,
  dm: null,
  log: null,
  failure: null,
  confirmation: null,
  signature: null,
  result: null,
  ...untouched,
})

beforeAll(async () => {
  const seen = { id: guildId, name: 'Harbour', icon: null, ownerId: someone, memberCount: 1 }
  await saveGuild(registryDb(env), seen, { shard: 0, now: 1 })
  for (let number = 1; number <= 20; number++) await insertCase(guildDb(env, 0), caseOf(number))
})

const Shown = z.object({
  embeds: z.array(z.object({ title: z.optional(z.string()), description: z.string() })),
  components: z.array(
    z.object({
      components: z.array(
        z.object({
          label: z.string(),
          custom_id: z.optional(z.string()),
          disabled: z.optional(z.boolean()),
          url: z.optional(z.string()),
        }),
      ),
    }),
  ),
  allowed_mentions: z.unknown(),
})
type Shown = z.infer<typeof Shown>
const shownBy = async (pressed: ReturnType<typeof run>): Promise<Shown> => {
  const { body, edits } = await pressed
  expect([5, 6]).toContain(body.type)
  expect(edits).toHaveLength(1)
  return Shown.parse(edits[0])
}
const numbersIn = ({ embeds }: Shown): number[] =>
  [...(embeds[0]?.description ?? '').matchAll(/\*\*#(\d+)\*\*/g)].map((found) => Number(found[1]))
const buttonOf = (shown: Shown, label: string) =>
  shown.components.flatMap((row) => row.components).find((button) => button.label === label)
const click = (customId: string, can?: Parameters<typeof interaction>[2]) =>
  press(interaction(3, { custom_id: customId, component_type: 2 }, can))

test('/case view shows one case, with the way to it in the dashboard', async () => {
  const shown = await shownBy(run('case', { number: 7 }, { sub: 'view' }))
  expect(shown.embeds[0]?.title).toContain('Case #7')
  expect(buttonOf(shown, 'Open in the dashboard')?.url).toContain(`/dashboard/${guildId}/cases/7`)
})

test('what strangers wrote is shown as text: no mention, link or markup of theirs', async () => {
  const shown = await shownBy(run('case', { number: 7 }, { sub: 'view' }))
  const text = JSON.stringify(shown.embeds).replaceAll('\\\\', '\\')
  expect(text).not.toContain('[evil](')
  expect(text).not.toContain('https://phish')
  expect(text).not.toMatch(/(?<!\\)<@/)
  expect(shown.allowed_mentions).toEqual({ parse: [] })
})

test('/case list pages through everything, newest first, and back', async () => {
  let shown = await shownBy(run('case', {}, { sub: 'list' }))
  const seen = [...numbersIn(shown)]
  expect(buttonOf(shown, 'Newest')?.disabled).toBe(true)
  while (buttonOf(shown, 'Older')?.disabled === false) {
    shown = await shownBy(click(buttonOf(shown, 'Older')?.custom_id ?? ''))
    seen.push(...numbersIn(shown))
  }
  expect(seen).toEqual(Array.from({ length: 20 }, (_, i) => 20 - i))
  expect(numbersIn(await shownBy(click(buttonOf(shown, 'Newest')?.custom_id ?? '')))[0]).toBe(20)
})

test('/history and the History menu show what was done to one person', async () => {
  const odd = numbersIn(await shownBy(run('history', { user: someone })))
  expect(odd.length).toBeGreaterThan(0)
  expect(odd.every((number) => number % 2 === 1)).toBe(true)
  const resolved = { users: { [someone]: { id: someone, username: 'troll' } } }
  const menu = { id: '1', type: 2, name: 'History', target_id: someone, resolved }
  expect(numbersIn(await shownBy(press(interaction(2, menu))))).toEqual(odd)
})

test('a case that is not there is said not to be there', async () => {
  const shown = await shownBy(run('case', { number: 999 }, { sub: 'view' }))
  expect(shown.embeds[0]?.description).toContain('There is no case 999')
})

test('someone with neither the permission nor a seat reads nothing, by command or by button', async () => {
  const can = { can: ['sendMessages'] as ['sendMessages'] }
  for (const shown of [
    await shownBy(run('case', { number: 7 }, { sub: 'view', ...can })),
    await shownBy(run('history', { user: someone }, can)),
    await shownBy(click('cases:all:0', can)),
  ])
    expect(shown.embeds[0]?.description).toContain('no seat')
})

test('case numbers complete to what the case is about', async () => {
  const choices = await type('case', { number: '1' }, { focused: 'number', sub: 'view' })
  expect(choices[0]?.value).toBe(1)
  expect(choices.map((c) => c.value)).toContain(19)
  expect(choices.every((c) => c.name.length <= 100 && String(c.value).startsWith('1'))).toBe(true)
  expect((await type('case', { number: '' }, { focused: 'number', sub: 'view' }))[0]?.value).toBe(20)
})

test('/case comment writes into the thread of a case, once for each time it is used', async () => {
  const { edits } = await run('case', { number: 3, text: '  he \u0000is back  ' }, { sub: 'comment' })
  expect(commented).toEqual([{ number: 3, key: expect.stringMatching(/^\d{17,20}$/), text: 'he is back' }])
  expect(JSON.stringify(edits)).toContain('1 comment')
})
