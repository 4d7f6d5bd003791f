import type { Interaction, Message } from '#sandbox/world/shapes.ts'
import type { World } from '#sandbox/world/world.ts'
import type { Choice, Modal } from './answer.ts'

/** What a person sees after doing something the app answers. */
export interface Pressed {
  interactionId: string
  token: string
  /** of the endpoint's HTTP answer; 0 when it gave none in time */
  status: number
  /** type of the first answer; null without one, or when it came by the callback route */
  type: number | null
  /** text of the first answer */
  content: string
  ephemeral: boolean
  message: Message | null
  modal: Modal | null
  choices: Choice[]
  ms: number
  /** what Discord would show instead of an answer */
  failure: string | null
  /** The message once nothing is "thinking" any more. Throws after `timeout` ms (15 s), or at once when there was no answer. */
  final(timeout?: number): Promise<Message>
}

/** Waits for the app's last word on a deferred answer. */
export function awaitFinal(world: World, interaction: Interaction, timeout: number): Promise<Message> {
  const current = (): Message | null => {
    const found = interaction.state === 'answered' ? world.reply(interaction.token, '@original') : null
    return found?.ok && found.message ? structuredClone(found.message) : null
  }
  const already = current()
  if (already) return Promise.resolve(already)
  return new Promise((resolve, reject) => {
    const stop = world.onReply((reply) => {
      const message = reply.interaction === interaction ? current() : null
      if (message) settle(() => resolve(message))
    })
    const timer = setTimeout(() => settle(() => reject(new Error(`no final answer within ${timeout} ms`))), timeout)
    const settle = (how: () => void): void => {
      stop()
      clearTimeout(timer)
      how()
    }
  })
}
