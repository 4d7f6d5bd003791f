import type { Failure } from '#schema/contract/failure.ts'
import type { Message } from '#workers/interactions/answer.ts'
import { escapeText } from '#workers/interactions/escape.ts'

/** A refusal in words. Its sentence may carry what someone typed. */
export const refusalMessage = (failure: Failure): Message => ({
  embeds: [{ description: `❌ ${escapeText(failure.message).slice(0, 3900)}`, color: 0xd1_45_3b }],
})
