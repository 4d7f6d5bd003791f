import { expect, test } from 'vitest'
import { readTargets } from '#schema/contract/targets.ts'
import { snowflakeAt } from '#schema/contract/ids.ts'

const now = Date.UTC(2026, 10, 21)
const mia = '175928847299117063'
const rick = '1301234567890123456'
const kev = '1305554443332221110'
const read = (text: string) => readTargets(text, now)

test('ids are found however they are separated, each once, in their order', () => {
  expect(read(`${mia}, ${rick};${kev}\n${mia}\t${rick}`)).toEqual({
    ids: [mia, rick, kev],
    duplicates: 2,
    bare: [],
    bareCount: 0,
  })
})

test('mentions, profile links, avatar links and quoted cells name people', () => {
  expect(read(`<@${mia}> <@!${rick}>\nhttps://discord.com/users/${kev}`).ids).toEqual([mia, rick, kev])
  expect(read(`https://cdn.discordapp.com/avatars/${mia}/a_8342729096ea3675442027381ff50dfe.webp`).ids).toEqual([mia])
  expect(read(`"${mia}","Mia ""the cat""",2026-11-20`).ids).toEqual([mia])
  expect(read(`[21:04:11] joined: someone#0 (${rick})`).ids).toEqual([rick])
  expect(read(`**${mia}** ~~${rick}~~ __${kev}__`).ids).toEqual([mia, rick, kev])
})

test('ids of channels, roles, emoji, messages and moments are nobody', () => {
  const text = [
    `<#${mia}>`,
    `<@&${mia}>`,
    `<:wave:${mia}> <a:dance:${rick}>`,
    `</ban:${mia}>`,
    `https://discord.com/channels/${mia}/${rick}/${kev}`,
    `https://cdn.discordapp.com/attachments/${mia}/${rick}/proof.png`,
    `<t:1763600000000000000:R>`,
  ].join('\n')
  expect(read(text)).toMatchObject({ ids: [], bareCount: 7 })
})

test('numbers that are no ids are passed over: too short, too long, from the future, inside a word, fractions', () => {
  const future = snowflakeAt(now + 3 * 24 * 3600_000)
  expect(read(`1234567890123456\n123456789012345678901\n${future}\nx${mia}\n0.${mia}\n${mia}.5`)).toMatchObject({
    ids: [],
    bareCount: 6,
  })
  expect(read(`${mia}.`).ids).toEqual([mia])
})

test('lines in which nobody was found are listed with their number, blank ones are not', () => {
  expect(read(`id,name\r\n\r\n${mia},Mia\r\n  no id here  `)).toMatchObject({
    ids: [mia],
    bare: [
      { number: 1, text: 'id,name' },
      { number: 4, text: 'no id here' },
    ],
    bareCount: 2,
  })
})

test('a hostile paste is only text: only so much of it is kept', () => {
  const { bare, bareCount } = read(Array.from({ length: 5000 }, () => '<script>'.repeat(100)).join('\n'))
  expect(bareCount).toBe(5000)
  expect(bare).toHaveLength(100)
  expect(bare[0]?.text.length).toBe(120)
})

test('ten thousand lines are read', () => {
  const ids = Array.from({ length: 10_000 }, (_, n) => snowflakeAt(now - (n + 1) * 60_000))
  expect(read(ids.map((one, n) => `${n}. <@${one}> joined`).join('\n')).ids).toEqual(ids)
})
