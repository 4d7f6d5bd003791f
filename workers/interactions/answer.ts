import type {
  APIApplicationCommandOptionChoice,
  APIModalInteractionResponseCallbackData,
  RESTPatchAPIInteractionOriginalResponseJSONBody,
} from 'discord-api-types/v10'

/** What a reply shows. */
export type Message = Pick<RESTPatchAPIInteractionOriginalResponseJSONBody, 'content' | 'embeds' | 'components'>
export type Choice = APIApplicationCommandOptionChoice<string | number>
export type Modal = APIModalInteractionResponseCallbackData

/** Only the asker sees it. */
const EPHEMERAL = 64
export const NO_MENTIONS = { parse: [] }

/** The first answers Discord takes, each within 3 s. */
export const pong = () => ({ type: 1 })
export const show = (message: Message) => ({
  type: 4,
  data: { ...message, flags: EPHEMERAL, allowed_mentions: NO_MENTIONS },
})
export const think = () => ({ type: 5, data: { flags: EPHEMERAL } })
export const rethink = () => ({ type: 6 })
export const suggest = (choices: readonly Choice[]) => ({ type: 8, data: { choices: choices.slice(0, 25) } })
export const ask = (modal: Modal) => ({ type: 9, data: modal })

export type Answer = ReturnType<typeof pong | typeof show | typeof think | typeof rethink | typeof suggest | typeof ask>
