import * as z from 'zod'
import { application } from '#sandbox/application.ts'
import { EditedMessage, Id, NewMessage } from '#sandbox/rest/bodies.ts'
import { byId, readId, readNumber } from '#sandbox/rest/query.ts'
import { refuse, refuseField } from '#sandbox/rest/refuse.ts'
import { needsIn, theChannel } from '#sandbox/rest/require.ts'
import { route, type Call } from '#sandbox/rest/route.ts'
import { bit } from '#sandbox/world/bits.ts'
import { channelType, type Channel, type Guild, type Message } from '#sandbox/world/shapes.ts'
import { snowflakeTime } from '#sandbox/world/snowflake.ts'
import type { Draft } from '#sandbox/world/world.ts'

const DAY = 86_400_000
const BULK_AGE = 14 * DAY
const NONCE_AGE = 5 * 60_000
const CROSSPOSTED = 1 << 0

type Found = { channel: Channel; guild: Guild | null }

export const messages = [
  route('GET /channels/:channel/messages', {}, (call) => {
    const found = theChannel(call)
    const limit = readNumber(call.query, 'limit', { min: 1, max: 100, standard: 50 })
    const { guild, channel } = found
    if (guild && !(call.world.permissions(guild.id, application.id, channel.id) & bit.readMessageHistory)) return []
    const all = [...call.world.messages(channel.id)].sort(byId)
    const [around, before, after] = ['around', 'before', 'after'].map((name) => readId(call.query, name))
    if (around != null) {
      const at = all.findIndex(({ id }) => BigInt(id) >= around)
      return all
        .slice(Math.max(0, at - Math.floor(limit / 2)))
        .slice(0, limit)
        .toReversed()
    }
    const older = all.filter(({ id }) => before == null || BigInt(id) < before)
    if (after != null)
      return older
        .filter(({ id }) => BigInt(id) > after)
        .slice(0, limit)
        .toReversed()
    return older.slice(-limit).toReversed()
  }),

  route('GET /channels/:channel/messages/:message', {}, (call) => {
    const found = theChannel(call)
    needsIn(call, found, 'readMessageHistory')
    return theMessage(call, found)
  }),

  route('POST /channels/:channel/messages', { body: NewMessage, limit: { calls: 5, ms: 1_000 } }, (call) => {
    const found = theChannel(call)
    if (found.channel.type === channelType.category) refuse(50008)
    needsIn(call, found, 'sendMessages')
    if (call.body.embeds?.length) needsIn(call, found, 'embedLinks')
    if (!found.guild) checkDm(call, found.channel)
    if (isEmpty(call.body)) refuse(50006)
    const { nonce, enforce_nonce } = call.body
    const sent = enforce_nonce && nonce !== undefined ? sentBefore(call, found.channel, nonce) : undefined
    return sent ?? call.world.writeMessage(found.channel.id, application.id, toDraft(call.body))
  }),

  route(
    'PATCH /channels/:channel/messages/:message',
    { body: EditedMessage, limit: { calls: 5, ms: 1_000 } },
    (call) => {
      const found = theChannel(call)
      const message = theMessage(call, found)
      if (message.author.id !== application.id) refuse(50005)
      const next = { ...message, ...call.body }
      if (isEmpty(next)) refuse(50006)
      return call.world.editMessage(found.channel.id, message.id, toDraft(call.body))
    },
  ),

  route('DELETE /channels/:channel/messages/:message', { limit: { calls: 5, ms: 1_000 } }, (call) => {
    const found = theChannel(call)
    const { id, author } = theMessage(call, found)
    if (author.id !== application.id) {
      if (!found.guild) refuse(50013)
      needsIn(call, found, 'manageMessages')
    }
    call.world.deleteMessages(found.channel.id, [id], { by: application.id, reason: call.reason })
    return undefined
  }),

  route(
    'POST /channels/:channel/messages/bulk-delete',
    { body: z.strictObject({ messages: z.array(Id) }), limit: { calls: 2, ms: 1_000 } },
    (call) => {
      const found = theChannel(call)
      if (!found.guild) return refuse(50024)
      needsIn(call, found, 'manageMessages')
      const ids = call.body.messages
      if (ids.length < 2 || ids.length > 100) refuse(50016)
      if (new Set(ids).size < ids.length)
        refuseField(['messages'], 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value')
      if (ids.some((id) => snowflakeTime(id) < call.world.now() - BULK_AGE)) refuse(50034)
      call.world.deleteMessages(found.channel.id, ids, { by: application.id, reason: call.reason, bulk: true })
      return undefined
    },
  ),

  route('POST /channels/:channel/messages/:message/crosspost', { limit: { calls: 10, ms: 3_600_000 } }, (call) => {
    const found = theChannel(call)
    const message = theMessage(call, found)
    if (found.channel.type !== channelType.announcement) refuse(50024)
    needsIn(call, found, message.author.id === application.id ? 'sendMessages' : 'manageMessages')
    if (message.flags & CROSSPOSTED) refuse(40033)
    return call.world.crosspost(found.channel.id, message.id)
  }),

  route('POST /channels/:channel/typing', {}, (call) => {
    needsIn(call, theChannel(call), 'sendMessages')
    return undefined
  }),
]

/** What the world writes, from what the call says. */
export function toDraft(body: {
  content?: string | null
  embeds?: object[] | null
  components?: object[] | null
  flags?: number | null
  tts?: boolean
  nonce?: string | number
  message_reference?: object
  allowed_mentions?: Draft['mentions'] | null
}): Draft {
  const { allowed_mentions, flags, ...rest } = body
  return {
    ...rest,
    ...(flags == null ? {} : { flags }),
    ...(allowed_mentions ? { mentions: allowed_mentions } : {}),
  }
}

export const isEmpty = (body: { content?: string | null; embeds?: object[] | null; components?: object[] | null }) =>
  !body.content?.trim() && !body.embeds?.length && !body.components?.length

function theMessage({ world, params }: Pick<Call, 'world' | 'params'>, { channel }: Found): Message {
  return world.message(channel.id, params.message ?? '') ?? refuse(10008)
}

/** The message an earlier try of this very send has made. */
function sentBefore({ world }: Pick<Call, 'world'>, channel: Channel, nonce: string | number): Message | undefined {
  const since = world.now() - NONCE_AGE
  return world
    .messages(channel.id)
    .findLast(
      (message) =>
        message.author.id === application.id &&
        message.nonce !== undefined &&
        String(message.nonce) === String(nonce) &&
        snowflakeTime(message.id) >= since,
    )
}

function checkDm({ world }: Pick<Call, 'world'>, { recipient = '' }: Channel): void {
  if (world.user(recipient)?.bot) refuse(50007)
  const shared = world.guildsOf(recipient).some(({ members }) => members.has(application.id))
  if (!shared) refuse(50278)
  if (world.data.closedDms.has(recipient)) refuse(50007)
}
