import { untouched, type Case } from '#schema/contract/case.ts'

export const mia = { id: '200000000000000001', name: 'Mia', avatar: null, bot: false }
export const troll = { id: '200000000000000002', name: 'Spam Göblin', avatar: null, bot: false }

/** A warning by Mia of the troll, with what a test says otherwise. */
export const aCase = (other: Partial<Case> = {}): Case => ({
  guildId: '100000000000000001',
  number: 1,
  actionId: 'one',
  kind: 'warn',
  status: 'done',
  source: 'dashboard',
  moderator: mia,
  target: troll,
  channelId: null,
  channelName: null,
  reason: 'Scam links in #general',
  deed: null,
  createdAt: 1_000_000,
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
  ...other,
})
