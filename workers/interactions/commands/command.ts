import type {
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10'
import type { ActionKind, Person } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { ShardHealth } from '#schema/contract/gateway.ts'
import type { Settings } from '#schema/contract/settings.ts'
import type { ReportedMessage, ReportSaid } from '#schema/contract/report.ts'
import type { Answer, Choice, Message } from '#workers/interactions/answer.ts'
import type { Asked } from '#workers/interactions/asked.ts'

export type Definition =
  | RESTPostAPIChatInputApplicationCommandsJSONBody
  | RESTPostAPIContextMenuApplicationCommandsJSONBody

/** A deed as a command wrote it down: its kind is ours, the rest is Discord's and parsed before it is used. */
export interface Draft {
  kind: ActionKind
  targetId?: unknown
  channelId?: unknown
  reason?: unknown
  deleteSeconds?: unknown
  duration?: unknown
  count?: unknown
  fromId?: unknown
  seconds?: unknown
  severity?: unknown
  verification?: unknown
}

/** What reading commands may look at, all of one guild, and only once the asker was found to have the right. */
export interface Records {
  /** the dashboard's origin */
  origin: string
  case(number: number): Promise<Case | undefined>
  /** newest first, below `before`; of one person when `targetId` is given */
  cases(page: { before?: number; targetId?: string; limit: number }): Promise<Case[]>
  findCases(text: string): Promise<Case[]>
  editReason(edit: { number: number; reason: string }): Promise<Case | Failure>
  /** writes into a case's thread; null when it is done */
  comment(comment: { number: number; text: string }): Promise<null | Failure>
  suggestReasons(text: string): Promise<string[]>
  settings(): Promise<Settings>
  /** chooses where news of the bot's developers are posted; null when it is done */
  postNews(channelId: string | null): Promise<null | Failure>
  relay(): Promise<{ online: boolean; shards: readonly ShardHealth[] }>
}

interface Base {
  definition: Definition
  /** choices for the option being typed */
  complete?(asked: Asked, records: Records): Promise<Choice[]> | Choice[]
}
/** Asks for an action; the rest is the one action path. */
export interface ActingCommand extends Base {
  draft(asked: Asked): Draft | Failure
}
/** Looks something up. `mayAnyone`: not about people's cases, so nobody is turned away. */
export interface ReadingCommand extends Base {
  mayAnyone?: boolean
  read(asked: Asked, records: Records): Promise<Message | Failure>
}
/** Answers at once from what came with the interaction. */
export interface InstantCommand extends Base {
  respond(asked: Asked, records: Pick<Records, 'origin'>): Answer | Failure
}
/** Reports someone to the staff: `said` at once, or in a form that opens for it. */
export interface ReportingCommand extends Base {
  report(asked: Asked): Reporting | Failure
}
export interface Reporting {
  target: Person
  message: ReportedMessage | null
  said?: ReportSaid
}
export type Command = ActingCommand | ReadingCommand | InstantCommand | ReportingCommand
