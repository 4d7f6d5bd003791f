import { DurableObject } from 'cloudflare:workers'
import type { Switches } from '#schema/contract/ops.ts'
import {
  allOn,
  LogEvent,
  type CommandReport,
  type CommandReportQuery,
  type CommandsLately,
  type CommandUse,
  type LogPage,
  type LogQuery,
  type LogRetention,
  type OpsMessage,
  type Switched,
  type SwitchName,
} from '#schema/contract/ops.ts'
import type { Person } from '#schema/contract/action.ts'
import { LiveClose } from '#schema/contract/live.ts'
import type { AnnouncementChannel } from '#schema/contract/broadcast.ts'
import type { FleetTotals } from '#schema/contract/fleet.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { HealthReport, HealthSpan } from '#schema/contract/health.ts'
import { DAY } from '#schema/contract/kinds.ts'
import type { Counted } from '#schema/meters/meter.ts'
import { Discord } from '#durable-objects/discord/discord.ts'
import { DiscordUser, toPerson } from '#durable-objects/discord/shapes.ts'
import { CommandBook } from './command-book.ts'
import { HealthDesk, type Minute } from './health/health-desk.ts'
import { LogBook } from './log-book.ts'
import { prepareStorage } from './storage.ts'

/** What comes is written and told this much later, together; ms. A log that arrives alone is not held up much. */
const TOGETHER = 250
/** How long the log is kept until a developer says otherwise; days. */
const KEPT_DAYS = 30
const KEPT = 'log.kept'
const FORGOTTEN_AT_ONCE = 5_000
const SWITCHES = 'switches'
const ANNOUNCEMENTS = 'announcements'
/** A name and a picture are good for this long, ms. */
const KNOWN_FOR = 10 * 60_000

/** Who looks at the developers' panel; the Worker has checked it. Sent as JSON in `x-wardroom-viewer`. */
interface DeveloperPage {
  userId: string
  sessionId: string
}

/** What the bot's developers watch: the operational log, the use of commands, the switches. One object, named "ops". */
export class Ops extends DurableObject<Env> {
  #log: LogBook
  #commands: CommandBook
  #health: HealthDesk
  #discord = new Discord(this.env)
  #people = new Map<string, { person: Person; until: number }>()
  #events: LogEvent[] = []
  #uses: CommandUse[] = []
  /** when the alarm rings, as far as is known; UTC ms */
  #alarmAt = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    prepareStorage(ctx.storage)
    this.#log = new LogBook(ctx.storage.sql)
    this.#commands = new CommandBook(ctx.storage.sql)
    this.#health = new HealthDesk({
      storage: ctx.storage,
      env,
      tell: () => void this.tell({ type: 'health.changed', at: Date.now() }),
      flushAt: (at) => void this.#soon(at),
      log: (event) => void this.log([event]),
    })
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair('ping', 'pong'))
  }

  /** Opens a developer's live socket. */
  override async fetch(request: Request): Promise<Response> {
    const page = JSON.parse(request.headers.get('x-wardroom-viewer') ?? '{}') as Partial<DeveloperPage>
    const { 0: client, 1: socket } = new WebSocketPair()
    this.ctx.acceptWebSocket(socket, [`u:${page.userId}`, `s:${page.sessionId}`])
    return new Response(null, { status: 101, webSocket: client })
  }
  override webSocketMessage(): void {
    // pings are answered without waking the object; pages say nothing else
  }
  override webSocketClose(socket: WebSocket, code: number): void {
    close(socket, code === 1005 || code === 1006 ? 1000 : code, '')
  }

  /** Takes events for the log. What is no event is left out: the log must not fail whoever writes to it. */
  async log(events: readonly LogEvent[]): Promise<void> {
    for (const event of events) {
      const parsed = LogEvent.safeParse(event)
      if (parsed.success) this.#events.push(parsed.data)
    }
    await this.#soon()
  }

  /** Counts uses of commands. */
  async used(uses: readonly CommandUse[]): Promise<void> {
    this.#uses.push(...uses)
    this.#health.used(uses)
    await this.#soon()
  }

  /** Takes what an isolate counted (schema/meters); answers how long it is to be silent, ms. */
  async counted(counted: Counted): Promise<{ againIn: number }> {
    return this.#health.counted(counted)
  }
  /** How everything is. */
  async health(span: HealthSpan): Promise<HealthReport> {
    return this.#health.report(span)
  }
  /** Since when an action waits somewhere, UTC ms; null: none does. */
  async waitingSince(): Promise<number | null> {
    return this.#health.waitingSince()
  }
  /** Something of the health moved: open pages are told, not too often. */
  async healthChanged(): Promise<void> {
    this.#health.changed()
  }
  /** Cron's look, once a minute. */
  async minute(seen: Minute): Promise<void> {
    await this.#health.minute(seen)
  }

  async findLog(query: LogQuery): Promise<LogPage> {
    this.#flush()
    return this.#log.find(query)
  }

  async commandReport(query: CommandReportQuery): Promise<CommandReport> {
    this.#flush()
    return this.#commands.report(query, Date.now())
  }

  /** Uses of commands in the last two days and 24 hours, and how many people ever used one. */
  async commandsLately(): Promise<CommandsLately> {
    this.#flush()
    return this.#commands.lately(Date.now())
  }

  /** All servers counted; pages hear `fleet.changed` with the totals whenever they are others. */
  async fleetTotals(): Promise<FleetTotals> {
    return this.env.FLEET.getByName('fleet').totals()
  }

  async switches(): Promise<Switches> {
    return this.ctx.storage.kv.get<Switches>(SWITCHES) ?? allOn
  }

  /** Switches something off, or (null) on again. */
  async setSwitch(name: SwitchName, off: Switched | null): Promise<Switches> {
    const switches = { ...(await this.switches()), [name]: off }
    this.ctx.storage.kv.put(SWITCHES, switches)
    await this.tell({ type: 'switches.changed', switches })
    return switches
  }

  /** The channel that servers may follow for the developers' news; null: there is none. */
  async announcementChannel(): Promise<AnnouncementChannel | null> {
    return this.ctx.storage.kv.get<AnnouncementChannel>(ANNOUNCEMENTS) ?? null
  }
  async setAnnouncementChannel(channel: AnnouncementChannel | null): Promise<void> {
    this.ctx.storage.kv.put(ANNOUNCEMENTS, channel)
    await this.tell({ type: 'announcements.changed', channel })
  }

  /** Tells all open pages of the panel. */
  async tell(message: OpsMessage): Promise<void> {
    const text = JSON.stringify(message)
    for (const socket of this.ctx.getWebSockets())
      try {
        socket.send(text)
      } catch {
        // it was closed already
      }
  }

  /** Anyone of Discord by id; known for a while. Refusals: unknown_user, discord_down, discord_rate_limited. */
  async userOf(userId: string): Promise<{ ok: true; person: Person } | Failure> {
    const known = this.#people.get(userId)
    if (known && known.until > Date.now()) return { ok: true, person: known.person }
    const answer = await this.#discord.call({ method: 'GET', route: `/users/${userId}`, read: DiscordUser })
    if (!answer.ok) return answer.failure
    const person = toPerson(answer.value)
    this.#people.set(userId, { person, until: Date.now() + KNOWN_FOR })
    return { ok: true, person }
  }

  /** Closes the pages of somebody who does not run the bot any more, or whose session ended. */
  async closePages(whose: { userId: string } | { sessionId: string }): Promise<void> {
    const tag = 'userId' in whose ? `u:${whose.userId}` : `s:${whose.sessionId}`
    const [code, why] =
      'userId' in whose ? [LiveClose.forbidden, 'not open to you any more'] : [LiveClose.signedOut, 'signed out']
    for (const socket of this.ctx.getWebSockets(tag)) close(socket, code, why)
  }

  async logRetention(): Promise<LogRetention> {
    return { days: this.ctx.storage.kv.get<number>(KEPT) ?? KEPT_DAYS }
  }
  /** Gives how it was before. */
  async keepLog({ days }: LogRetention): Promise<LogRetention> {
    const before = await this.logRetention()
    this.ctx.storage.kv.put(KEPT, days)
    return before
  }

  /** Forgets some of what is too old; false when there is more of it. Cron calls it hourly until it is done. */
  async forgetOld(): Promise<boolean> {
    const now = Date.now()
    this.#commands.forget(now)
    return this.#log.forget(now - (await this.logRetention()).days * DAY, FORGOTTEN_AT_ONCE)
  }

  override async alarm(): Promise<void> {
    this.#alarmAt = 0
    this.#flush()
  }

  /** Asks for a flush, not before `at`. One that is asked for sooner does for both. */
  async #soon(at = 0): Promise<void> {
    const now = Date.now()
    const wanted = Math.max(at, now + TOGETHER)
    if (this.#alarmAt > now && this.#alarmAt <= wanted) return
    this.#alarmAt = wanted
    await this.ctx.storage.setAlarm(wanted)
  }

  #flush(): void {
    const later = this.#health.flush()
    if (later !== null) void this.#soon(later)
    const [events, uses] = [this.#events, this.#uses]
    this.#events = []
    this.#uses = []
    if (events.length > 0) void this.tell({ type: 'log.appended', rows: this.#log.append(events, Date.now()) })
    if (uses.length === 0) return
    this.#commands.add(uses)
    void this.tell({ type: 'commands.used', uses })
  }
}

function close(socket: WebSocket, code: number, reason: string): void {
  try {
    socket.close(code, reason)
  } catch {
    // it was closed already
  }
}
