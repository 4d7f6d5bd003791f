import { randomBytes } from 'node:crypto'
import { application } from '#sandbox/application.ts'
import { WorldMessages, type Draft } from './messages.ts'
import type { Interaction, Message } from './shapes.ts'

export const INTERACTION_DEADLINE = 3_000
export const INTERACTION_LIFETIME = 15 * 60_000
const EPHEMERAL = 1 << 6
const LOADING = 1 << 7
const callback = { message: 4, deferred: 5, deferredUpdate: 6, update: 7 } as const

/** Something the app showed for an interaction; `message` may be ephemeral and then is in no channel. */
export interface Reply {
  interaction: Interaction
  message: Message
  change: 'created' | 'edited' | 'deleted'
}
type Answered = { ok: true; message: Message | null } | { ok: false; code: 10015 | 10062 | 40060 | 50027 | 10008 }

/** Interactions, their tokens and what the app answers. */
export class WorldInteractions extends WorldMessages {
  #replies = new Set<(reply: Reply) => void>()

  /** Hears what the app shows for interactions, ephemeral or not. */
  onReply(listener: (reply: Reply) => void): () => void {
    this.#replies.add(listener)
    return () => this.#replies.delete(listener)
  }

  /** Someone did something the app is to answer; `messageId` is the message a component hangs on. */
  openInteraction(wish: {
    type: number
    guildId: string | null
    channelId: string
    userId: string
    messageId?: string
  }): Interaction {
    this.#forgetOld()
    const id = this.newId()
    const interaction: Interaction = {
      id,
      token: randomBytes(48).toString('base64url'),
      type: wish.type,
      guildId: wish.guildId,
      channelId: wish.channelId,
      userId: wish.userId,
      at: this.now(),
      state: 'waiting',
      ephemeral: false,
      originalId: wish.messageId ?? null,
      unseen: [],
    }
    this.data.interactions.set(interaction.token, interaction)
    return interaction
  }

  /** No answer within the deadline: the token is dead. */
  expireInteraction(token: string): void {
    const interaction = this.data.interactions.get(token)
    if (interaction?.state === 'waiting') interaction.state = 'expired'
  }

  /** The first answer, by whichever way it came: the HTTP response's body or the callback call's. */
  answerInteraction(token: string, answer: { type: number; data?: Draft }): Answered {
    const interaction = this.data.interactions.get(token)
    if (!interaction || interaction.state === 'expired') return { ok: false, code: 10062 }
    if (interaction.state !== 'waiting') return { ok: false, code: 40060 }
    if (this.now() - interaction.at > INTERACTION_DEADLINE) {
      interaction.state = 'expired'
      return { ok: false, code: 10062 }
    }
    const deferred = answer.type === callback.deferred
    interaction.state = deferred || answer.type === callback.deferredUpdate ? 'deferred' : 'answered'
    if (deferred || answer.type === callback.message) {
      interaction.ephemeral = ((answer.data?.flags ?? 0) & EPHEMERAL) !== 0
      const draft = deferred ? { flags: (answer.data?.flags ?? 0) | LOADING } : (answer.data ?? {})
      const message = this.#show(interaction, draft)
      interaction.originalId = message.id
      return { ok: true, message }
    }
    if (answer.type === callback.update && interaction.originalId)
      return { ok: true, message: this.#change(interaction, interaction.originalId, answer.data ?? {}) }
    return { ok: true, message: null }
  }

  /** A message of the interaction: '@original' or a follow-up's id. */
  reply(token: string, messageId: string): Answered {
    const found = this.#live(token)
    if (!found.ok) return found
    const message = this.#find(found.interaction, messageId)
    return message ? { ok: true, message } : { ok: false, code: 10008 }
  }

  /** Adds a follow-up; the first one after a deferred answer fills that answer instead, and keeps who may see it. */
  followUp(token: string, draft: Draft): Answered {
    const found = this.#live(token)
    if (!found.ok) return found
    const { interaction } = found
    if (interaction.state === 'waiting') return { ok: false, code: 10015 }
    const original = this.#find(interaction, '@original')
    if (original && original.flags & LOADING)
      return { ok: true, message: this.#change(interaction, original.id, draft) }
    return { ok: true, message: this.#show(interaction, draft) }
  }

  editReply(token: string, messageId: string, draft: Draft): Answered {
    const found = this.#live(token)
    if (!found.ok) return found
    const message = this.#find(found.interaction, messageId)
    if (!message) return { ok: false, code: 10008 }
    return { ok: true, message: this.#change(found.interaction, message.id, draft) }
  }

  deleteReply(token: string, messageId: string): Answered {
    const found = this.#live(token)
    if (!found.ok) return found
    const { interaction } = found
    const message = this.#find(interaction, messageId)
    if (!message) return { ok: false, code: 10008 }
    if (interaction.unseen.includes(message))
      interaction.unseen = interaction.unseen.filter((other) => other !== message)
    else this.deleteMessages(interaction.channelId, [message.id], { by: application.id })
    this.#tell({ interaction, message, change: 'deleted' })
    return { ok: true, message }
  }

  #live(token: string): { ok: true; interaction: Interaction } | { ok: false; code: 10015 | 50027 } {
    const interaction = this.data.interactions.get(token)
    if (!interaction) return { ok: false, code: 10015 }
    const over = interaction.state === 'expired' || this.now() - interaction.at > INTERACTION_LIFETIME
    return over ? { ok: false, code: 50027 } : { ok: true, interaction }
  }

  #find(interaction: Interaction, messageId: string): Message | undefined {
    const id = messageId === '@original' ? interaction.originalId : messageId
    if (id === null) return undefined
    return interaction.unseen.find((message) => message.id === id) ?? this.message(interaction.channelId, id)
  }

  #show(interaction: Interaction, draft: Draft): Message {
    const user = this.mustUser(interaction.userId)
    const more = {
      type: interaction.originalId ? 19 : 20,
      webhook_id: application.id,
      application_id: application.id,
      interaction_metadata: { id: interaction.id, type: interaction.type, user },
    }
    const unseen = ((draft.flags ?? 0) & EPHEMERAL) !== 0
    const message = unseen
      ? this.composeMessage(this.mustChannel(interaction.channelId), application.id, draft, more)
      : this.writeMessage(interaction.channelId, application.id, draft, more)
    if (unseen) interaction.unseen.push(message)
    this.changed()
    this.#tell({ interaction, message, change: 'created' })
    return message
  }

  #change(interaction: Interaction, messageId: string, draft: Draft): Message {
    const unseen = interaction.unseen.find((message) => message.id === messageId)
    const { flags, ...rest } = draft
    // who may see a reply was settled when it was made
    const kept = { ...rest, ...(flags === undefined ? {} : { flags: (flags & ~EPHEMERAL) | (unseen ? EPHEMERAL : 0) }) }
    if (unseen) this.applyDraft(unseen, kept)
    const message = unseen ?? this.editMessage(interaction.channelId, messageId, kept)
    interaction.state = 'answered'
    this.#tell({ interaction, message, change: 'edited' })
    return message
  }

  #tell(reply: Reply): void {
    for (const listener of this.#replies) listener(reply)
  }

  #forgetOld(): void {
    for (const [token, { at }] of this.data.interactions)
      if (this.now() - at > 4 * INTERACTION_LIFETIME) this.data.interactions.delete(token)
      else break
  }
}
