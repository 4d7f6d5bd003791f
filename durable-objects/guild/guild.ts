import type { Outcome, Person } from '#schema/contract/action.ts'
import type { Asker, AuditEvent, AuditLink, AuditQuery } from '#schema/contract/audit.ts'
import type { BulkOutcome, BulkRequest, CaseSelection } from '#schema/contract/bulk.ts'
import type { CaseChange } from '#schema/contract/case-change.ts'
import type { Case } from '#schema/contract/case.ts'
import type { CaseFacets, CaseFilter, CaseQuery } from '#schema/contract/case-query.ts'
import type { Failure } from '#schema/contract/failure.ts'
import type { GatewayEvent } from '#schema/contract/gateway.ts'
import type { GuildState, Member } from '#schema/contract/guild.ts'
import type { Overview } from '#schema/contract/live.ts'
import type { BansPreview, Import, ImportRecord, ImportSource } from '#schema/contract/import.ts'
import type { Filing, Report, ReportDraft } from '#schema/contract/report.ts'
import type { RaidState } from '#schema/contract/raid.ts'
import type { Access } from '#schema/contract/seat.ts'
import type { LookWish } from '#schema/contract/server-view.ts'
import type { Settings, SettingsPatch } from '#schema/contract/settings.ts'
import type { Signed } from '#schema/contract/signature.ts'
import { Discord } from '#durable-objects/discord/discord.ts'
import { ActionPath, type Surroundings } from './action-path.ts'
import { AskedMethods } from './asked-methods.ts'
import { CaseDesk, type BatchAsker } from './batches/case-desk.ts'
import type { Worker, Wrote } from './casework/case-work.ts'
import { Clock } from './clock.ts'
import type { Fates } from './evidence/fates.ts'
import { heartbeat } from './heartbeat.ts'
import { LiveSide } from './live-side.ts'
import { News, type NewsWish } from './news.ts'
import { ReportDesk, type Decision, type Filed } from './reports/report-desk.ts'
import type { Found } from './search.ts'
import { shardOf } from './shard.ts'
import { prepareStorage } from './storage.ts'
import { Views, type ViewKeeper, type ViewWish } from './views.ts'
import { liveForSweeps, sweepSide } from './sweeps/sweep-side.ts'
import { Sweeps } from './sweeps/sweeps.ts'

export type { Viewer } from './sockets.ts'

/** One Discord server: its action queue, case numbers, what falls due, live sockets, and what is known of its roles and people. */
export class Guild extends AskedMethods {
  #live: LiveSide
  #actions: ActionPath
  #reports: ReportDesk
  #desk: CaseDesk
  #views: Views
  protected readonly sweeps: Sweeps
  protected readonly members: LiveSide['members']
  protected readonly fates: Fates
  #clock: Clock
  #news: News

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    prepareStorage(ctx.storage)
    const guildId = ctx.id.name
    if (!guildId) throw new Error('a guild object is addressed by the name of its guild')
    const discord = new Discord(env)
    const db = shardOf(env, guildId)
    const wake = (): void => void this.#clock?.arm()
    const sweepLine = discord.at('sweep')
    const common = { ctx, env, guildId, discord, db, wake }
    const live = new LiveSide({
      ...common,
      settle: (range, entry) => this.sweeps.settle(range, entry) || this.#actions.settle(range.first, entry),
      recordByHand: (entry) => this.#actions.recordByHand(entry),
      containEnded: () => this.#actions.containEnded(),
    })
    this.#live = live
    this.members = live.members
    this.fates = live.fates
    const around: Surroundings = {
      ...common,
      know: live.know,
      access: (userId) => live.access(userId),
      raid: live.raid.hold,
      publish: (event) => live.publish(event),
      indexCase: (c) => live.indexCase(c),
      audit: (event) => live.auditLog.append(event),
      noteEntry: (entry, found) => live.noteEntry(entry, found),
      reports: () => this.#reports,
      sweepLine,
      sweep: sweepSide(() => this.sweeps, { guildId, db, live }),
    }
    this.#actions = new ActionPath(around)
    this.#reports = new ReportDesk(around)
    this.#desk = new CaseDesk({ ...around, ...this.#actions.desk, sql: ctx.storage.sql, search: live.search })
    this.#views = new Views(around)
    this.#news = new News({ ...around, kv: ctx.storage.kv })
    this.sweeps = new Sweeps({
      ...around,
      discord: sweepLine,
      acting: this.#actions.acting(),
      ...liveForSweeps(live),
    })
    const parts = [this.#actions, live, this.#reports, this.sweeps]
    const chores = [...parts.flatMap((part) => part.chores), this.#desk.batches]
    this.#clock = new Clock(ctx.storage, chores, heartbeat(env, guildId, { live, actions: this.#actions }))
    ctx.waitUntil(this.#clock.wake())
  }

  /** Figures and names for the bot's developers; that they looked is told to the audit log. */
  async developerLook(wish: LookWish): ReturnType<LiveSide['developerLook']> {
    return this.#live.developerLook(wish)
  }
  /** Opens a live socket: query `after` is the last sequence number seen; the viewer comes in `x-wardroom-viewer`. */
  override fetch(request: Request): Promise<Response> {
    return this.#live.sockets.open(request)
  }
  /** Pings are answered without waking the object; pages say what they look at (contract/presence.ts). */
  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    this.#live.sockets.heard(socket, message)
  }
  override webSocketClose(socket: WebSocket, code: number): void {
    this.#live.sockets.closed(socket, code)
  }
  override webSocketError(socket: WebSocket): void {
    this.#live.sockets.closed(socket, 1011)
  }
  /** Takes a signed Action (contract/action.ts): verifies, refuses duplicates by answering the first outcome, performs, records, announces. */
  async submit(signed: Signed): Promise<Outcome> {
    return this.#actions.submit(signed)
  }
  /** Who this person is here now, from Discord and the seats; refusals: no_such_guild, no_seat, discord_down. */
  async access(userId: string): Promise<({ ok: true } & Access) | Failure> {
    return this.#live.access(userId)
  }
  /** Name, roles, channels. Refusal: no_such_guild. */
  async state(): Promise<({ ok: true } & GuildState) | Failure> {
    return this.#live.state()
  }
  async overview(): Promise<Omit<Overview, 'since'>> {
    return this.#live.overview()
  }
  /** Case numbers matching any combination of filters, newest first, at most `limit` (50); `next` is the cursor. */
  async findCases(query: CaseQuery, limit?: number): Promise<Found> {
    return this.#live.search.find(query, limit)
  }
  /** How many cases match each of these filters, counted no further than `most`. */
  async countCases(filters: CaseFilter[], most: number): Promise<{ count: number; more: boolean }[]> {
    return this.#live.countCases(filters, most)
  }
  /** Each facet's values with their counts under the other filters; `seenIn`: a case that names the moderator. */
  async caseFacets(filter: CaseFilter): Promise<CaseFacets & { seenIn: Record<string, number> }> {
    return this.#live.caseFacets(filter)
  }
  /** Changes what the staff may change of a case: reason, labels, assignee, review, links. Refusals: no_such_case, unknown_label, not_staff … */
  async changeCase(number: number, change: CaseChange, by: Worker): Promise<{ ok: true; case: Case } | Failure> {
    return this.#actions.work.change(number, change, by)
  }
  /** Writes into a case's thread; `key` makes sending twice write once. Refusal: no_such_case. */
  async commentCase(comment: { number: number; key: string; text: string }, by: Worker): Promise<Wrote> {
    return this.#actions.work.comment(comment, by)
  }
  /** Refusals: no_such_comment, not_your_comment. */
  async editComment(comment: { number: number; id: number; text: string }, by: Worker): Promise<Wrote> {
    return this.#actions.work.editComment(comment, by)
  }
  async deleteComment(comment: { number: number; id: number }, by: Worker): Promise<Wrote> {
    return this.#actions.work.deleteComment(comment, by)
  }
  /** What a report's form is about, kept for an hour; one a person. */
  async keepReportDraft(reporterId: string, draft: ReportDraft): Promise<void> {
    this.#reports.keepDraft(reporterId, draft)
  }
  /** Files a report, or joins it to that of the same message. Refusals: report_… and too_many_reports. */
  async fileReport(filing: Filing): Promise<Filed | Failure> {
    return this.#reports.file(filing)
  }
  /** A moderator's decision about a report. */
  async changeReport(decision: Decision): Promise<{ ok: true; report: Report } | Failure> {
    return this.#reports.change(decision)
  }
  /** How many reports wait for somebody. */
  async openReports(): Promise<number> {
    return this.#reports.open
  }
  /** Forgets closed reports that are older than the guild keeps them; also done by itself, daily. */
  async sweepReports(): Promise<void> {
    await this.#reports.retention.run(Date.now())
  }
  /** Changes many cases alike, and answers when all are. Refusals: too_many_cases, unknown_label, not_staff, record_away. */
  async changeCases(request: BulkRequest, by: Worker): Promise<BulkOutcome | Failure> {
    const { addLabels = [], assigneeId } = request.change
    const labels = await this.#actions.work.labelsOf(addLabels)
    if ('ok' in labels) return labels
    const assignee = assigneeId ? await this.#actions.work.assigneeOf(assigneeId) : null
    if (assignee && 'ok' in assignee) return assignee
    return this.#desk.change(request, { labels, assignee, by: this.#actions.work.by(by) })
  }
  /** The case numbers of a selection, as ranges. Refusal: too_many_cases. */
  async caseNumbers(cases: CaseSelection): Promise<{ ok: true; numbers: string } | Failure> {
    return this.#desk.numbersOf(cases)
  }
  /** Which of these records are cases already: their place in the list, and the number or 0 for a double within it. */
  async knownRecords(records: ImportRecord[]): Promise<{ place: number; number: number }[]> {
    return this.#desk.knownRecords(records)
  }
  /** How many bans Discord has, and how many of them have a case; the first thousand. */
  async previewBans(): Promise<({ ok: true } & BansPreview) | Failure> {
    return this.#desk.previewBans()
  }
  /** Begins an import, of `records` or of Discord's bans. Refusals: import_running, nothing_to_import. */
  async importCases(
    request: { source: ImportSource; records: ImportRecord[] | null },
    by: BatchAsker,
  ): Promise<{ ok: true; import: Import } | Failure> {
    return this.#desk.import(request, by)
  }
  /** Begins to take an import back. Refusals: import_running, no_such_import. */
  async rollBackImport(id: string, by: BatchAsker): Promise<{ ok: true; import: Import } | Failure> {
    return this.#desk.rollBack(id, by)
  }
  /** Saves, changes or deletes a view. Refusals: seat_too_low, too_many_views, no_such_view, not_your_view. */
  async keepView(wish: ViewWish, by: ViewKeeper): ReturnType<Views['keep']> {
    return this.#views.keep(wish, by)
  }
  /** One person, fresh from Discord when possible: member null when they are not in the server. Refusal: unknown_user. */
  async member(
    userId: string,
  ): Promise<{ ok: true; person: Person; member: Member | null; banned: boolean | null } | Failure> {
    return this.#live.know.find(userId)
  }
  /** What one member wrote on days (UTC ms of their start) that the record may not have whole yet. */
  async messagesOf(userId: string): Promise<{ day: number; count: number }[]> {
    return this.#live.members.tally.of(userId)
  }
  /** Reasons to choose from that contain the text: the server's templates, then those used before; at most 25. */
  async suggestReasons(text: string): Promise<string[]> {
    return this.#live.suggestReasons(text)
  }
  /** Labels, reason templates and staff to choose from. */
  async choices(): ReturnType<LiveSide['choices']> {
    return this.#live.choices()
  }
  /** Numbers of the cases that end or reverse this one. */
  async casesAbout(number: number): Promise<number[]> {
    return this.#live.search.about(number)
  }
  /** Makes the search anew from the record, at the next question. */
  async rebuildSearch(): Promise<void> {
    this.#live.search.rebuild()
    this.#live.auditLog.index.rebuild()
  }
  /** The relay's events for this guild, once per (epoch, batch). */
  async ingest(batch: { epoch: number; batch: number; events: GatewayEvent[] }): Promise<{ watched: boolean }> {
    return this.#live.ingest(batch)
  }
  /** The relay came or went; told only to watched guilds. */
  async relayChanged(relay: { online: boolean; at: number }): Promise<void> {
    this.#live.relayChanged(relay)
  }
  /** Raid mode, and the latest alerts of waves of joins. */
  async raid(): Promise<RaidState> {
    return this.#live.raid.state()
  }
  /** Takes an alert off every page. Refusal: no_such_alert. */
  async dismissAlert(wanted: { id: string; by: Person; requestId: string | null }): Promise<{ ok: true } | Failure> {
    return this.#live.raid.dismiss(wanted)
  }
  async settings(): Promise<Settings> {
    return this.#live.know.settingsOf()
  }
  /** Tells the guild's audit log what a route did; the same of one request is told once. */
  async audit(event: AuditEvent): Promise<void> {
    const { requestId, type, target } = event
    this.#live.auditLog.append(event, requestId && `${requestId}.${type}.${target?.id ?? ''}`)
  }
  /** Numbers of the audit log's rows that match any combination of filters, at most `limit`, and where the chain ends. */
  async findAuditRows(query: AuditQuery, limit: number) {
    return this.#live.auditLog.find(query, limit)
  }
  /** Where the audit log's chain begins and ends; what waits is written first. */
  async auditEnds(): Promise<{ head: AuditLink; anchor: AuditLink }> {
    return this.#live.auditLog.ends()
  }
  async saveSettings(patch: SettingsPatch, by?: Asker, seen?: SettingsPatch): Promise<Settings | null> {
    return this.#live.settings.save(patch, by, seen)
  }
  async news(wish: NewsWish): Promise<{ ok: true } | Failure> {
    return this.#news.do(wish)
  }
  /** Seats were changed in D1: forget them, tell pages, and close the sockets of who lost theirs. */
  async seatsChanged(): Promise<void> {
    await this.#live.seatsChanged()
  }
  /** Closes the live sockets of an ended session (close code LiveClose.signedOut). */
  async endSession(sessionId: string): Promise<void> {
    this.#live.endSession(sessionId)
  }
  /** Reads the whole member list anew in the background, page by page. */
  async syncMembers(): Promise<void> {
    this.#live.syncMembers()
  }
  /** Re-arms the alarm for whatever is due; the cron sweep calls it for guilds with overdue ends. */
  async wake(): Promise<void> {
    await this.#clock.wake()
  }
  override async alarm(): Promise<void> {
    await this.#clock.ring()
  }
}
