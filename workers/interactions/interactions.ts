import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { fail, failureStatus, type Failure } from '#schema/contract/failure.ts'
import { readConfig } from '#workers/config.ts'
import { meter } from '#schema/meters/meter.ts'
import { countUse } from '#workers/actions/tell-ops.ts'
import { Interaction, InteractionType, type InteractionOf } from './interaction.ts'
import { Replays } from './replays.ts'
import { respond } from './respond.ts'
import { refuseRequest } from './verify-request.ts'

/** Far above what Discord sends: a form full of text, or a message with all its embeds. */
const LARGEST = 256 * 1024

const replays = new Replays()
const refuse = (failure: Failure): Response => Response.json(failure, { status: failureStatus(failure.code) })

/** Discord's interactions, mounted at /interactions: signature, freshness, replays, then the answer. */
export const interactions = new Hono<{ Bindings: Env; Variables: { requestId: string } }>().post(
  '/',
  bodyLimit({ maxSize: LARGEST, onError: () => refuse(fail('too_large')) }),
  async (c) => {
    const now = Date.now()
    const body = await c.req.arrayBuffer()
    const refusal = await refuseRequest(c.req.raw.headers, body, { publicKey: readConfig(c.env).publicKey, now })
    if (refusal) return refuse(refusal)
    const parsed = Interaction.safeParse(readJson(body))
    if (!parsed.success) return refuse(fail('bad_request', { issue: 'not an interaction that is known here' }))
    const interaction = parsed.data
    const hasEffect = interaction.type !== InteractionType.ping && interaction.type !== InteractionType.autocomplete
    if (hasEffect && replays.isReplay(interaction.id, now)) return refuse(fail('replayed'))
    let outcome: Promise<unknown> = Promise.resolve()
    const later = (work: () => Promise<unknown>): void => {
      outcome = answered().then(work)
      c.executionCtx.waitUntil(outcome)
    }
    const answer = await respond(c.env, interaction, { later, requestId: c.var.requestId })
    meter.add('answers')
    meter.took('answers', Date.now() - now)
    if (interaction.type === InteractionType.command)
      c.executionCtx.waitUntil(
        outcome.then((done) => noteUse(c.env, interaction, { begunAt: now, ok: done !== false })),
      )
    return Response.json(answer)
  },
)

function noteUse(env: Env, interaction: InteractionOf<2>, { begunAt, ok }: { begunAt: number; ok: boolean }): void {
  const { guild_id: guildId, member, data } = interaction
  if (guildId && member)
    countUse(env, { command: data.name, guildId, userId: member.user.id, at: begunAt, ms: Date.now() - begunAt, ok })
}

/** Until the answer is on its way: work begun at once would share its thread. ms. */
const HEAD_START = 3
const answered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, HEAD_START))

const text = new TextDecoder()
function readJson(body: ArrayBuffer): unknown {
  try {
    return JSON.parse(text.decode(body))
  } catch {
    return undefined
  }
}
