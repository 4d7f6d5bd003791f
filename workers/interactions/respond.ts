import { fail, type Failure } from '#schema/contract/failure.ts'
import { readConfig } from '#workers/config.ts'
import { logEvent } from '#workers/actions/tell-ops.ts'
import { act, readDeed } from './act.ts'
import { ask, pong, rethink, show, suggest, think, type Answer, type Message } from './answer.ts'
import { readAsked, type Asked } from './asked.ts'
import { findCommand } from './commands/index.ts'
import { isOpenTo } from './commands/help.ts'
import type { Command, Draft, Reporting } from './commands/command.ts'
import { parseCustomId } from './components/custom-id.ts'
import { readReportForm, reportForm } from './components/report-form.ts'
import { readTimeoutForm } from './components/timeout-form.ts'
import { editReply } from './edit-reply.ts'
import { InteractionType, type Interaction, type InteractionOf } from './interaction.ts'
import { caseListMessage } from './messages/case-list.ts'
import { refusalMessage } from './messages/refusal.ts'
import { openRecords, refuseReading } from './records.ts'
import { fileReport, keepDraft, refuseReporting } from './reports.ts'

/** Work that begins after the first answer was sent, so that it does not hold that up. What gives false was not done. */
type Later = (work: () => Promise<unknown>) => void

/** The first answer to an interaction, at once; anything that takes time is handed to `later` and edited in. */
export async function respond(
  env: Env,
  interaction: Interaction,
  { later, requestId }: { later: Later; requestId: string },
): Promise<Answer> {
  if (interaction.type === InteractionType.ping) return pong()
  const asked = readAsked(interaction, requestId)
  if (!asked.ok) return interaction.type === InteractionType.autocomplete ? suggest([]) : refuse(asked)
  switch (interaction.type) {
    case InteractionType.command:
      return answerCommand(env, asked, findCommand(interaction.data.type, interaction.data.name), later)
    case InteractionType.autocomplete:
      return complete(env, asked, findCommand(interaction.data.type, interaction.data.name))
    case InteractionType.component:
      return answerComponent(env, asked, interaction, later)
    case InteractionType.modal:
      return answerModal(env, asked, interaction, later)
  }
}

const refuse = (failure: Failure): Answer => show(refusalMessage(failure))
const isFailure = (value: object): value is Failure => 'ok' in value && value.ok === false

function answerCommand(env: Env, asked: Asked, command: Command | undefined, later: Later): Answer {
  if (!command) return refuse(fail('not_found'))
  if ('draft' in command) return answerDraft(env, asked, command.draft(asked), { source: 'slash', later })
  if ('report' in command) return answerReporting(env, asked, command.report(asked), later)
  if ('respond' in command) {
    const answer = command.respond(asked, { origin: readConfig(env).origin })
    return isFailure(answer) ? refuse(answer) : answer
  }
  const read = (records: Records): Promise<Message | Failure> => command.read(asked, records)
  later(() => look(env, asked, { mayAnyone: command.mayAnyone === true, read }))
  return think()
}

function answerDraft(
  env: Env,
  asked: Asked,
  draft: Draft | Failure,
  { source, later }: { source: 'slash' | 'context_menu'; later: Later },
): Answer {
  if (isFailure(draft)) return refuse(draft)
  const read = readDeed(asked, draft)
  if (!read.ok) return refuse(read)
  later(() => guarded(env, asked, () => act(env, asked, read.deed, source)))
  return think()
}

/** Files what was said, or keeps what it is about and opens the form: Discord does not send it again. */
function answerReporting(env: Env, asked: Asked, reporting: Reporting | Failure, later: Later): Answer {
  if (isFailure(reporting)) return refuse(reporting)
  const { target, message, said } = reporting
  const refusal = refuseReporting(asked, target)
  if (refusal) return refuse(refusal)
  if (said) {
    later(() => guarded(env, asked, () => fileReport(env, asked, { ...said, of: { target } })))
    return think()
  }
  later(() => keepDraft(env, asked, { id: asked.id, target, message }))
  return ask(reportForm(asked.id, reporting))
}

function answerComponent(env: Env, asked: Asked, { data }: InteractionOf<3>, later: Later): Answer {
  const id = parseCustomId(data.custom_id)
  if (id?.name !== 'cases') return refuse(fail('not_found'))
  later(() =>
    look(env, asked, {
      mayAnyone: false,
      read: (records) => caseListMessage(records, { guildId: asked.guildId, ...id }),
    }),
  )
  return rethink()
}

function answerModal(env: Env, asked: Asked, { data }: InteractionOf<5>, later: Later): Answer {
  const id = parseCustomId(data.custom_id)
  if (id?.name === 'report') {
    const said = readReportForm(asked)
    if (!said.ok) return refuse(said)
    later(() => guarded(env, asked, () => fileReport(env, asked, { ...said, of: { draftId: id.draftId } })))
    return think()
  }
  if (id?.name !== 'timeout') return refuse(fail('not_found'))
  return answerDraft(env, asked, readTimeoutForm(asked, id.targetId), { source: 'context_menu', later })
}

type Records = ReturnType<typeof openRecords>

/** Reads for someone who may, and edits in what was found. */
const look = (
  env: Env,
  asked: Asked,
  { mayAnyone, read }: { mayAnyone: boolean; read: (records: Records) => Promise<Message | Failure> },
): Promise<unknown> =>
  guarded(env, asked, async () => {
    const refusal = mayAnyone ? null : await refuseReading(env, asked)
    const found = refusal ?? (await read(openRecords(env, asked)))
    await editReply(env, asked.reply, isFailure(found) ? refusalMessage(found) : found)
    return !isFailure(found)
  })

/** A fault in deferred work is logged and said, never left as an endless "thinking". */
async function guarded(env: Env, asked: Asked, work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    console.error({
      event: 'interaction.failed',
      interactionId: asked.id,
      requestId: asked.requestId,
      guildId: asked.guildId,
      error: String(error),
    })
    const message = `An interaction failed: ${String(error)}`
    logEvent(env, { severity: 'error', type: 'error', guildId: asked.guildId, message, detail: { id: asked.id } })
    await editReply(env, asked.reply, refusalMessage(fail('internal', { requestId: asked.id })))
    return false
  }
}

/** Suggestions are a courtesy: whoever may not use the command gets none, and a fault gives none. */
async function complete(env: Env, asked: Asked, command: Command | undefined): Promise<Answer> {
  if (!command?.complete) return suggest([])
  try {
    const allowed =
      'draft' in command ? isOpenTo(command.definition, asked.permissions) : !(await refuseReading(env, asked))
    return suggest(allowed ? await command.complete(asked, openRecords(env, asked)) : [])
  } catch (error) {
    console.error({ event: 'autocomplete.failed', guildId: asked.guildId, error: String(error) })
    return suggest([])
  }
}
