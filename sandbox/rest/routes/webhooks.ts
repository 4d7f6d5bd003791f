import { application } from '#sandbox/application.ts'
import { EditedMessage, FollowUp, InteractionAnswer } from '#sandbox/rest/bodies.ts'
import { readFlag } from '#sandbox/rest/query.ts'
import { refuse } from '#sandbox/rest/refuse.ts'
import { Answer, route, type Call } from '#sandbox/rest/route.ts'
import type { Message } from '#sandbox/world/shapes.ts'
import { isEmpty, toDraft } from './messages.ts'

const limit = { calls: 5, ms: 1_000 }
const auth = ['none'] as const

export const webhooks = [
  route('POST /interactions/:interaction/:token/callback', { auth, limit, body: InteractionAnswer }, (call) => {
    const { world, body } = call
    const interaction = world.data.interactions.get(token(call))
    if (!interaction || interaction.id !== call.params.interaction) return refuse(10062)
    const data = 'data' in body && body.data && body.type !== 8 && body.type !== 9 ? toDraft(body.data) : undefined
    const answered = world.answerInteraction(interaction.token, { type: body.type, data })
    if (!answered.ok) return refuse(answered.code)
    if (!readFlag(call.query, 'with_response')) return undefined
    const { id, type } = interaction
    return new Answer(200, {
      interaction: { id, type, response_message_id: answered.message?.id },
      resource: { type: body.type, message: answered.message },
    })
  }),

  route('POST /webhooks/:application/:token', { auth, limit, body: FollowUp }, (call) => {
    checkApplication(call)
    if (isEmpty(call.body)) refuse(50006)
    return shown(call.world.followUp(token(call), toDraft(call.body)))
  }),

  route('GET /webhooks/:application/:token/messages/:message?', { auth, limit }, (call) => {
    checkApplication(call)
    return shown(call.world.reply(token(call), call.params.message ?? ''))
  }),

  route('PATCH /webhooks/:application/:token/messages/:message?', { auth, limit, body: EditedMessage }, (call) => {
    checkApplication(call)
    const now = call.world.reply(token(call), call.params.message ?? '')
    if (now.ok && now.message && isEmpty({ ...now.message, ...call.body })) refuse(50006)
    return shown(call.world.editReply(token(call), call.params.message ?? '', toDraft(call.body)))
  }),

  route('DELETE /webhooks/:application/:token/messages/:message?', { auth, limit }, (call) => {
    checkApplication(call)
    shown(call.world.deleteReply(token(call), call.params.message ?? ''))
    return undefined
  }),
]

const token = ({ params }: Pick<Call, 'params'>): string => params.token ?? ''

function checkApplication({ params }: Pick<Call, 'params'>): void {
  if (params.application !== application.id) refuse(10015)
}

type Answered = ReturnType<Call['world']['reply']>
const shown = (answered: Answered): Message | null => (answered.ok ? answered.message : refuse(answered.code))
