import type { Failure } from '#schema/contract/failure.ts'
import { callGuild } from './call-guild.ts'
import type { Submission } from './submit.ts'

/** Puts an action that was refused before the guild's object saw it on the guild's audit log, where the others end. */
export async function noteRefusal(env: Env, asked: Submission, { code, message }: Failure): Promise<void> {
  const { guildId, deed, source, actor, requestId } = asked
  const { kind, reason, ...how } = deed
  const { targetId, channelId, ...rest } = { targetId: null, channelId: null, ...how }
  await callGuild(env, guildId, (guild) =>
    guild.audit({
      category: 'action',
      type: 'action.refused',
      at: Date.now(),
      actor,
      surface: source,
      target: targetId
        ? { type: 'user', id: targetId, name: null }
        : channelId
          ? { type: 'channel', id: channelId, name: null }
          : { type: 'guild', id: guildId, name: null },
      before: null,
      after: { kind, case: null, ...rest, reason, code, message },
      requestId: requestId ?? null,
    }),
  )
}
