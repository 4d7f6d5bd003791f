import * as z from 'zod'
import { application } from '#sandbox/application.ts'
import { Bits, Id } from '#sandbox/rest/bodies.ts'
import { refuse } from '#sandbox/rest/refuse.ts'
import { needsIn, theChannel } from '#sandbox/rest/require.ts'
import { route, type Call } from '#sandbox/rest/route.ts'
import { channelType, type Guild } from '#sandbox/world/shapes.ts'
import { channelView } from '#sandbox/world/views.ts'

const Overwrite = z.strictObject({
  type: z.union([z.literal(0), z.literal(1)]),
  allow: Bits.nullish(),
  deny: Bits.nullish(),
})
const ChannelPatch = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  topic: z.string().max(1024).nullish(),
  nsfw: z.boolean().nullish(),
  position: z.int().min(0).nullish(),
  parent_id: Id.nullish(),
  rate_limit_per_user: z.int().min(0).max(21_600).nullish(),
  permission_overwrites: z.array(Overwrite.extend({ id: Id })).nullish(),
})

const doer = ({ reason }: { reason: string | null }) => ({ by: application.id, reason })

export const channels = [
  route('GET /channels/:channel', {}, (call) => {
    const { channel } = theChannel(call)
    return channelView(channel, call.world.user(channel.recipient ?? ''))
  }),

  route('PATCH /channels/:channel', { body: ChannelPatch, limit: { calls: 5, ms: 1_000 } }, (call) => {
    const found = theChannel(call)
    if (!found.guild) return refuse(50024)
    needsIn(call, found, 'manageChannels')
    const { permission_overwrites: overwrites, ...rest } = call.body
    if (rest.rate_limit_per_user != null && found.channel.type === channelType.category) refuse(50024)
    for (const overwrite of overwrites ?? []) checkOverwrite(call, found.guild, overwrite)
    if (overwrites) needsIn(call, found, 'manageRoles')
    const patch = Object.fromEntries(
      Object.entries(rest).map(([key, value]) => [key, value ?? (key === 'topic' || key === 'parent_id' ? null : 0)]),
    )
    call.world.saveChannel(found.channel.id, patch, doer(call))
    for (const { id } of overwrites ? [...found.channel.permission_overwrites] : [])
      if (!overwrites?.some((o) => o.id === id)) call.world.removeOverwrite(found.channel.id, id, doer(call))
    for (const { id, type, allow, deny } of overwrites ?? [])
      call.world.setOverwrite(
        found.channel.id,
        { id, type, allow: String(allow ?? 0), deny: String(deny ?? 0) },
        doer(call),
      )
    return channelView(found.channel)
  }),

  route('PUT /channels/:channel/permissions/:overwrite', { body: Overwrite }, (call) => {
    const found = theChannel(call)
    if (!found.guild) return refuse(50024)
    needsIn(call, found, 'manageRoles')
    const id = call.params.overwrite ?? ''
    checkOverwrite(call, found.guild, { ...call.body, id })
    const { type, allow, deny } = call.body
    const overwrite = { id, type, allow: String(allow ?? 0), deny: String(deny ?? 0) }
    call.world.setOverwrite(found.channel.id, overwrite, doer(call))
    return undefined
  }),

  route('DELETE /channels/:channel/permissions/:overwrite', {}, (call) => {
    const found = theChannel(call)
    if (!found.guild) return refuse(50024)
    needsIn(call, found, 'manageRoles')
    if (!call.world.removeOverwrite(found.channel.id, call.params.overwrite ?? '', doer(call))) refuse(10009)
    return undefined
  }),
]

/** Its role or member must exist, and the bot can give or take only what it has in the server. */
function checkOverwrite(
  { world }: Pick<Call, 'world'>,
  guild: Guild,
  { id, type, allow, deny }: { id: string; type: 0 | 1; allow?: string | number | null; deny?: string | number | null },
): void {
  if (type === 0 && !guild.roles.has(id)) refuse(10011)
  if (type === 1 && !world.user(id)) refuse(10013)
  const touched = BigInt(allow ?? 0) | BigInt(deny ?? 0)
  if (touched & ~world.permissions(guild.id, application.id)) refuse(50013)
}
