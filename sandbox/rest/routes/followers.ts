import * as z from 'zod'
import { Id } from '#sandbox/rest/bodies.ts'
import { refuse } from '#sandbox/rest/refuse.ts'
import { needsIn, theChannel } from '#sandbox/rest/require.ts'
import { route } from '#sandbox/rest/route.ts'
import { channelType } from '#sandbox/world/shapes.ts'

const FOLLOWABLE: readonly number[] = [channelType.text, channelType.announcement]

/** Following an announcement channel: Discord makes a webhook in the target, through which crossposts come. */
export const followers = [
  route('POST /channels/:channel/followers', { body: z.strictObject({ webhook_channel_id: Id }) }, (call) => {
    const { channel: source } = theChannel(call)
    if (source.type !== channelType.announcement) refuse(50024)
    const target = theChannel({ world: call.world, params: { channel: call.body.webhook_channel_id } })
    if (!FOLLOWABLE.includes(target.channel.type)) refuse(50024)
    needsIn(call, target, 'manageWebhooks')
    const webhookId = call.world.follow(source.id, target.channel.id)
    return { channel_id: source.id, webhook_id: webhookId }
  }),

  route('DELETE /webhooks/:webhook', {}, (call) => {
    const followed = call.world.followerOf(call.params.webhook ?? '')
    if (!followed) return refuse(10015)
    const target = call.world.channel(followed.channelId)
    if (target) needsIn(call, target, 'manageWebhooks')
    call.world.unfollow(followed.webhookId)
    return undefined
  }),
]
