import type { Command, Interaction, Message } from '#sandbox/world/shapes.ts'
import type { World } from '#sandbox/world/world.ts'
import { Answer, fits, type Choice, type Modal } from './answer.ts'
import { postSigned, postSpoilt, type EndpointAnswer } from './endpoint.ts'
import { fillModal } from './fill-modal.ts'
import { fillOptions, findOptions, type FilledOption, type OptionValue } from './fill-options.ts'
import { knownCommands, offeredCommands, requireCommandRights } from './offered-commands.ts'
import { buildPayload, InteractionType } from './payload.ts'
import { awaitFinal, type Pressed } from './pressed.ts'
import { Refused } from './refused.ts'
import { resolveOptions, resolveUser, type Resolved } from './resolve.ts'
import { ping } from './validate-endpoint.ts'

const NO_ANSWER = 'The application did not respond'
const EPHEMERAL = 64

/** Who does something, and where. */
export interface Where {
  userId: string
  guildId: string
  channelId: string
}
/** `open`: as if an administrator had opened the command to this person in Server Settings → Integrations. */
interface Use extends Where {
  command: string
  open?: boolean
}
export interface Press extends Use {
  options?: Readonly<Record<string, OptionValue>>
}

/** One interaction, for whoever watches. */
export interface InteractionNote {
  /** UTC ms */
  at: number
  name: string
  userId: string
  guildId: string
  status: number
  ms: number
  outcome: string
}

export interface InteractionsOptions {
  /** where interactions are posted, such as http://localhost:8787/interactions; read anew for each */
  url: () => string
  random: () => number
  /** how often an interaction is followed by a bad signature: 0 never, 1 always */
  probeRate?: number
  note: (note: InteractionNote) => void
  violation: (what: string) => void
}

/** Everything a person can do that the app answers: commands, menus, buttons and forms, posted to its endpoint as Discord does. */
export class Interactions {
  probeRate: number
  readonly #world: World
  readonly #options: InteractionsOptions
  readonly #modals = new Map<string, { modal: Modal; message: Message | undefined }>()
  readonly #probes = new Set<Promise<unknown>>()

  constructor(world: World, options: InteractionsOptions) {
    this.#world = world
    this.#options = options
    this.probeRate = options.probeRate ?? 0.1
  }

  /** Runs a slash command: `command` may name a subcommand ("case view"). Throws `Refused` for what Discord would not send. */
  async press(use: Press): Promise<Pressed> {
    const [name = '', ...path] = use.command.split(' ')
    const command = this.#find(use, name, 1)
    const options = fillOptions(command, path, use.options ?? {})
    this.#checkChannels(use, command, path)
    const resolved = resolveOptions(this.#world, use.guildId, options)
    return this.#send(use, `/${use.command}`, InteractionType.command, commandData(command, options, resolved))
  }

  /** Runs an entry of a person's context menu. */
  async pressMenu(use: Use & { targetId: string }): Promise<Pressed> {
    const command = this.#find(use, use.command, 2)
    const resolved: Resolved = {}
    resolveUser(this.#world, use.guildId, use.targetId, resolved)
    const data = { ...commandData(command, [], resolved), target_id: use.targetId }
    return this.#send(use, `menu ${use.command}`, InteractionType.command, data)
  }

  /** Runs an entry of a message's context menu; the message comes along whole, and nobody's membership does. */
  async pressMessageMenu(use: Use & { messageId: string }): Promise<Pressed> {
    const command = this.#find(use, use.command, 3)
    const message = this.#visible(use)
    const resolved: Resolved = { messages: { [message.id]: structuredClone(message) } }
    const data = { ...commandData(command, [], resolved), target_id: message.id }
    return this.#send(use, `menu ${use.command}`, InteractionType.command, data)
  }

  /** Asks for suggestions while `focused` is being typed. */
  async autocomplete(use: Press & { focused: string }): Promise<Choice[]> {
    const [name = '', ...path] = use.command.split(' ')
    const command = this.#find(use, name, 1)
    const option = findOptions(command, path).find((known) => known.name === use.focused)
    if (!option?.autocomplete) throw new Refused(`${use.focused} has no suggestions`)
    const options = fillOptions(command, path, use.options ?? {}, use.focused)
    const data = commandData(command, options, {})
    return (await this.#send(use, `/${use.command} …`, InteractionType.autocomplete, data)).choices
  }

  /** Presses a button, or chooses `values` in a select, of a message this person sees. */
  async click(wish: Where & { messageId: string; customId: string; values?: string[] }): Promise<Pressed> {
    requireCommandRights(this.#world, wish)
    const message = this.#visible(wish)
    const component = componentsOf(message).find(({ custom_id }) => custom_id === wish.customId)
    if (!component || component.disabled) throw new Refused('no such button, or it is disabled')
    const data = { custom_id: wish.customId, component_type: component.type, values: wish.values }
    return this.#send(wish, `button ${wish.customId}`, InteractionType.component, data, message)
  }

  /** Submits the form that `opened` (an earlier answer's interaction id) showed. */
  async submit(wish: Where & { opened: string; values: Readonly<Record<string, string>> }): Promise<Pressed> {
    const open = this.#modals.get(wish.opened)
    if (!open) throw new Refused('that form is not open')
    requireCommandRights(this.#world, wish)
    const data = fillModal(open.modal, wish.values)
    this.#modals.delete(wish.opened)
    return this.#send(wish, `form ${open.modal.title}`, InteractionType.modal, data, open.message)
  }

  /** Ephemeral answers to a person in a channel, oldest first. */
  seenOnlyBy({ userId, channelId }: { userId: string; channelId: string }): Message[] {
    const all = [...this.#world.data.interactions.values()].filter(
      (i) => i.userId === userId && i.channelId === channelId,
    )
    return [...new Set(all.flatMap(({ unseen }) => unseen))].sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  }

  /** Sends a bad signature now; anything but 401 is a violation. */
  async probe(way = Math.floor(this.#options.random() * 7)): Promise<number> {
    const { status } = await postSpoilt(this.#options.url(), ping(), way)
    if (status !== 401 && status !== 0 && status < 500)
      this.#options.violation(`a bad signature (way ${way}) was answered ${status}, not 401`)
    return status
  }

  /** Resolves when no probe is on its way. */
  async settled(): Promise<void> {
    await Promise.all(this.#probes)
  }

  #find(use: Use, name: string, type: number): Command {
    requireCommandRights(this.#world, use)
    const offered = use.open ? knownCommands(this.#world, use.guildId) : offeredCommands(this.#world, use)
    const command = offered.find((known) => known.name === name && known.type === type)
    if (!command) throw new Refused(`${type === 1 ? '/' : ''}${name} is not offered to this person here`)
    return command
  }

  #checkChannels({ guildId, options = {} }: Press, command: Command, path: string[]): void {
    for (const { name, channel_types: types } of findOptions(command, path)) {
      const channel = types && this.#world.guild(guildId)?.channels.get(String(options[name]))
      if (channel && !types.includes(channel.type)) throw new Refused(`${name}: not a channel of that kind`)
    }
  }

  #visible({ userId, channelId, messageId }: Where & { messageId: string }): Message {
    const message =
      this.seenOnlyBy({ userId, channelId }).find(({ id }) => id === messageId) ??
      this.#world.message(channelId, messageId)
    if (!message) throw new Refused('no such message')
    return message
  }

  async #send(where: Where, name: string, type: number, data: object, message?: Message): Promise<Pressed> {
    const { userId, guildId, channelId } = where
    const opening = { type, userId, guildId, channelId, ...(message ? { messageId: message.id } : {}) }
    const interaction = this.#world.openInteraction(opening)
    // an ephemeral message is in no channel: the new interaction must hold it to change it
    if (message && (message.flags & EPHEMERAL) !== 0) interaction.unseen.push(message)
    const answered = await postSigned(this.#options.url(), buildPayload(this.#world, interaction, data, message))
    const pressed = this.#take(interaction, answered, message)
    const outcome = pressed.failure ?? (pressed.type === null ? 'answered by callback' : `answer ${pressed.type}`)
    this.#options.note({ at: interaction.at, name, userId, guildId, status: answered.status, ms: answered.ms, outcome })
    if (this.#options.random() < this.probeRate) this.#probeLater()
    return pressed
  }

  #take(interaction: Interaction, { status, body, ms, failure }: EndpointAnswer, on: Message | undefined): Pressed {
    const answer = failure || status === 202 ? null : this.#parse(interaction, status, body, on !== undefined)
    const taken = answer && this.#world.answerInteraction(interaction.token, draftOf(answer))
    if (taken && !taken.ok)
      this.#options.violation(`the interaction was answered in two ways, or too late (${taken.code})`)
    const byCallback = status === 202 && interaction.state !== 'waiting'
    const responded = taken?.ok === true || byCallback
    if (!responded) this.#world.expireInteraction(interaction.token)
    const shown = taken?.ok ? taken.message : null
    const modal = answer?.type === 9 ? answer.data : null
    if (modal) this.#modals.set(interaction.id, { modal, message: on })
    return {
      interactionId: interaction.id,
      token: interaction.token,
      status,
      type: answer?.type ?? null,
      content: shown?.content ?? '',
      ephemeral: interaction.ephemeral,
      message: shown && structuredClone(shown),
      modal,
      choices: answer?.type === 8 ? answer.data.choices : [],
      ms,
      failure: responded ? null : NO_ANSWER,
      final: (timeout = 15_000) =>
        responded ? awaitFinal(this.#world, interaction, timeout) : Promise.reject(new Error(NO_ANSWER)),
    }
  }

  #parse(interaction: Interaction, status: number, body: unknown, onMessage: boolean): Answer | null {
    if (status >= 500) return null
    const answer = status === 200 ? Answer.safeParse(body) : null
    if (answer?.success && fits(answer.data.type, interaction.type, onMessage)) return answer.data
    const why = answer?.error?.issues[0]
    this.#options.violation(
      why
        ? `an answer that Discord does not take: ${why.path.join('.')} ${why.message}`
        : `an interaction of type ${interaction.type} was answered ${status}${answer?.success ? ` with type ${answer.data.type}` : ''}`,
    )
    return null
  }

  #probeLater(): void {
    const probe = this.probe().finally(() => this.#probes.delete(probe))
    this.#probes.add(probe)
  }
}

const commandData = ({ id, name, type, guild_id }: Command, options: FilledOption[], resolved: Resolved): object => ({
  id,
  name,
  type,
  ...(guild_id ? { guild_id } : {}),
  ...(options.length > 0 ? { options } : {}),
  ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
})

/** Replies mention nobody but users unless they say otherwise. */
function draftOf(answer: Answer): Parameters<World['answerInteraction']>[1] {
  if (answer.type === 5) return { type: 5, data: answer.data ?? {} }
  if (answer.type !== 4 && answer.type !== 7) return { type: answer.type }
  const { allowed_mentions: mentions = { parse: ['users'] }, ...rest } = answer.data ?? {}
  return { type: answer.type, data: { ...rest, mentions } }
}

interface Component {
  type: number
  custom_id?: string
  disabled?: boolean
}
const componentsOf = (message: Message): Component[] =>
  message.components.flatMap((row) =>
    'components' in row && Array.isArray(row.components) ? (row.components as Component[]) : [],
  )
