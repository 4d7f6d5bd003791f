import { beforeEach, expect, test } from 'vitest'
import { channelId, interaction, moderator, press, reported, someone } from './interactions-press.ts'

const anybody = { can: [] }
const author = { id: someone, username: 'rick', global_name: 'Rick', avatar: null }
const message = {
  id: '200000000000000055',
  channel_id: channelId,
  type: 0,
  content: 'free nitro <@1>',
  author,
  timestamp: '2026-11-20T10:00:00.000Z',
  edited_timestamp: null,
  attachments: [{ id: '1', filename: 'prize.png', content_type: 'image/png', size: 12, url: 'https://cdn.example/x' }],
  embeds: [{ type: 'link', title: 'Nitro', url: 'javascript:alert(1)' }],
  components: [],
}
const menu = (type: 2 | 3, name: string, resolved: object, targetId: string) =>
  interaction(2, { id: '1', name, type, target_id: targetId, resolved }, anybody)
const form = (customId: string, values: { topic: string; text?: string }) =>
  interaction(
    5,
    {
      custom_id: customId,
      components: [
        { type: 18, component: { type: 3, custom_id: 'topic', values: [values.topic] } },
        { type: 18, component: { type: 4, custom_id: 'text', value: values.text ?? '' } },
      ],
    },
    anybody,
  )

beforeEach(() => {
  reported.drafts.length = 0
  reported.filings.length = 0
})

test('a message is copied when its menu is opened, and filed with what the form says', async () => {
  const asked = menu(3, 'Report message', { messages: { [message.id]: message } }, message.id)
  const opened = await press(asked)
  expect(opened.body).toMatchObject({ type: 9, data: { custom_id: `report:${String(asked.id)}` } })
  expect(reported.drafts).toEqual([
    [
      moderator,
      {
        id: asked.id,
        target: { id: someone, name: 'Rick', avatar: null, bot: false },
        message: {
          channelId,
          messageId: message.id,
          author: { id: someone, name: 'Rick', avatar: null, bot: false },
          text: 'free nitro <@1>',
          attachments: [{ name: 'prize.png', type: 'image/png', bytes: 12 }],
          embeds: [{ title: 'Nitro', text: '', url: null }],
          sentAt: Date.parse(message.timestamp),
          editedAt: null,
        },
      },
    ],
  ])
  const sent = await press(form(`report:${String(asked.id)}`, { topic: 'scam', text: ' look ' }))
  expect(sent.body).toEqual({ type: 5, data: { flags: 64 } })
  expect(reported.filings).toMatchObject([
    { reporter: { id: moderator }, surface: 'context_menu', topic: 'scam', text: 'look', of: { draftId: asked.id } },
  ])
  expect(JSON.stringify(sent.edits)).toContain('Report 7')
})

test('a person is reported from their menu, or by the command at once', async () => {
  const resolved = { users: { [someone]: author }, members: { [someone]: { nick: 'Ricky' } } }
  await press(menu(2, 'Report user', resolved, someone))
  expect(reported.drafts).toMatchObject([[moderator, { target: { id: someone, name: 'Ricky' }, message: null }]])
  const options = [
    { name: 'user', type: 6, value: someone },
    { name: 'reason', type: 3, value: 'insults' },
  ]
  const told = await press(interaction(2, { id: '1', name: 'report', type: 1, options, resolved }, anybody))
  expect(told.body).toEqual({ type: 5, data: { flags: 64 } })
  expect(reported.filings).toMatchObject([
    { surface: 'slash', topic: 'other', text: 'insults', of: { target: { id: someone, name: 'Ricky' } } },
  ])
})

test('nobody reports themselves or a bot, and is told before any form', async () => {
  const own = { ...message, author: { ...author, id: moderator } }
  const bot = { ...message, author: { ...author, bot: true } }
  for (const [one, words] of [
    [own, 'You cannot report yourself.'],
    [bot, 'Bots cannot be reported here'],
  ] as const) {
    const { body } = await press(menu(3, 'Report message', { messages: { [one.id]: one } }, one.id))
    expect(body).toMatchObject({ type: 4, data: { flags: 64 } })
    expect(body.data?.embeds?.[0]?.description).toContain(words)
  }
  expect(reported.drafts).toEqual([])
})

test('a form without a choice, or of no report, is refused', async () => {
  const empty = await press(form('report:200000000000000077', { topic: 'nonsense' }))
  expect(empty.body.data?.embeds?.[0]?.description).toContain('say what is wrong with it')
  const foreign = await press(form('report:x', { topic: 'scam' }))
  expect(foreign.body.data?.embeds?.[0]?.description).toContain('There is nothing here')
  expect(reported.filings).toEqual([])
})
