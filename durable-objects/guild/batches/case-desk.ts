import * as z from 'zod/mini'
import type { Person } from '#schema/contract/action.ts'
import type { BulkOutcome, BulkRequest, CaseSelection } from '#schema/contract/bulk.ts'
import { MAX_CASES } from '#schema/contract/case-query.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { BansPreview, Import, ImportRecord, ImportSource } from '#schema/contract/import.ts'
import { readRanges, writeRanges } from '#schema/contract/number-ranges.ts'
import { getImport, saveImport } from '#schema/queries/imports.ts'
import { DiscordBan } from '#durable-objects/discord/shapes.ts'
import { Batches } from './batches.ts'
import { A_CHUNK, changeMany } from './change-many.ts'
import type { By } from '#durable-objects/guild/casework/patch.ts'
import type { Desk } from './desk.ts'
import { banRecord, BANS_A_PAGE, importRecords } from './import-records.ts'
import type { Job } from './job.ts'
import { knownBans, knownRecords } from './known-records.ts'
import { rollBack } from './roll-back.ts'

/** Who asks for work on many cases. */
export interface BatchAsker {
  person: Person
  requestId: string | null
}

/** Work on many cases at once: changes, imports and their taking back. */
export class CaseDesk {
  readonly batches: Batches
  #desk: Desk

  constructor(desk: Desk) {
    this.#desk = desk
    this.batches = new Batches({
      sql: desk.sql,
      wake: desk.wake,
      steps: {
        change: (job) => changeMany(desk, job),
        import: (job, keep) => importRecords(desk, job, keep),
        roll_back: (job) => rollBack(desk, job),
      },
    })
  }

  /** Changes all of a selection, and answers when it is done; `assignee` is whom the change names, `labels` as the settings write them. */
  async change(
    request: BulkRequest,
    { labels, assignee, by }: { labels: string[]; assignee: Person | null; by: By },
  ): Promise<BulkOutcome | Failure> {
    const numbers = await this.#numbersOf(request.cases)
    if (!numbers) return fail('too_many_cases', { most: MAX_CASES })
    const { cases, id } = request
    const { removeLabels = [], assigneeId, reviewed } = request.change
    this.batches.add({
      type: 'change',
      id: `change-${id}`,
      numbers,
      done: 0,
      changed: [],
      patch: {
        by,
        addLabels: labels,
        removeLabels,
        ...(assigneeId === undefined ? {} : { assignee }),
        ...(reviewed === undefined ? {} : { reviewed: reviewed ? { by: by.author, at: by.at } : null }),
      },
      filter: cases.by === 'filter' ? JSON.stringify(cases.filter) : null,
    })
    const job = await this.batches.go(`change-${id}`)
    if (job?.type !== 'change') return fail('record_away')
    const changed = job.changed.length
    return { ok: true, changed, numbers: writeRanges(job.changed), untouched: numbers.length - changed }
  }

  async numbersOf(cases: CaseSelection): Promise<{ ok: true; numbers: string } | Failure> {
    const numbers = await this.#numbersOf(cases)
    return numbers ? { ok: true, numbers: writeRanges(numbers) } : fail('too_many_cases', { most: MAX_CASES })
  }

  /** The case numbers of a selection, newest first; null when there are too many. */
  async #numbersOf(cases: CaseSelection): Promise<number[] | null> {
    if (cases.by === 'numbers') return readRanges(cases.numbers, MAX_CASES)?.toReversed() ?? null
    const found = await this.#desk.search.find({ ...cases.filter, before: cases.upTo + 1 }, MAX_CASES)
    return found.next === null ? found.numbers : null
  }

  /** Which of these records are cases already; see knownRecords. */
  async knownRecords(records: readonly ImportRecord[]): Promise<{ place: number; number: number }[]> {
    await this.#desk.search.ready()
    return [...(await knownRecords(this.#desk, records))].map(([place, number]) => ({ place, number }))
  }

  async previewBans(): Promise<({ ok: true } & BansPreview) | Failure> {
    await this.#desk.search.ready()
    const page = await this.#desk.discord.call({
      method: 'GET',
      route: `/guilds/${this.#desk.guildId}/bans`,
      query: { limit: String(BANS_A_PAGE) },
      read: z.array(DiscordBan),
      permission: 'banMembers',
    })
    if (!page.ok) return page.failure
    const known = knownBans(this.#desk, page.value.map(banRecord))
    return { ok: true, bans: page.value.length, more: page.value.length === BANS_A_PAGE, known: known.size }
  }

  /** Begins an import; it goes on by itself. `records` of a file, null for Discord's bans. */
  async import(
    { source, records }: { source: ImportSource; records: readonly ImportRecord[] | null },
    by: BatchAsker,
  ): Promise<{ ok: true; import: Import } | Failure> {
    if (this.#isBusy()) return fail('import_running')
    if (records?.length === 0) return fail('nothing_to_import')
    await this.#desk.search.ready()
    if (this.#isBusy()) return fail('import_running')
    const now = Date.now()
    const import_: Import = {
      // rises with time, so that the latest are found by key
      id: `${now.toString(36).padStart(9, '0')}${crypto.randomUUID().slice(0, 8)}`,
      source,
      state: 'running',
      by: by.person,
      counts: { total: records?.length ?? 0, opened: 0, known: 0, rolledBack: 0, kept: 0 },
      createdAt: now,
      endedAt: null,
    }
    const rows = records ?? []
    for (let i = 0; i < rows.length; i += A_CHUNK)
      this.#desk.sql.exec(
        `INSERT INTO import_chunks (id, chunk, records) VALUES (?, ?, ?)`,
        import_.id,
        i / A_CHUNK,
        JSON.stringify(rows.slice(i, i + A_CHUNK)),
      )
    this.#begin(
      { type: 'import', id: import_.id, cursor: '0', isLast: false, pending: null, import: import_, ...asked(by) },
      'import.started',
    )
    await saveImport(await this.#desk.db(), this.#desk.guildId, import_)
    return { ok: true, import: import_ }
  }

  /** Begins to take an import back; it goes on by itself. */
  async rollBack(id: string, by: BatchAsker): Promise<{ ok: true; import: Import } | Failure> {
    if (this.#isBusy()) return fail('import_running')
    const found = await getImport(await this.#desk.db(), this.#desk.guildId, id)
    if (!found) return fail('no_such_import')
    if (found.state === 'rolled_back') return { ok: true, import: found }
    if (this.#isBusy()) return fail('import_running')
    const { counts } = found
    const import_: Import = { ...found, state: 'rolling_back', counts: { ...counts, rolledBack: 0, kept: 0 } }
    this.#begin(
      { type: 'roll_back', id: `back-${id}`, before: null, import: import_, ...asked(by) },
      'import.taken_back',
    )
    await saveImport(await this.#desk.db(), this.#desk.guildId, import_)
    return { ok: true, import: import_ }
  }

  #isBusy(): boolean {
    return this.batches.has('import') || this.batches.has('roll_back')
  }

  #begin(job: Extract<Job, { type: 'import' | 'roll_back' }>, type: string): void {
    const { source, id, counts } = job.import
    this.#desk.audit({
      category: 'import',
      type,
      at: Date.now(),
      actor: job.by,
      surface: 'dashboard',
      target: { type: 'other', id, name: source },
      before: null,
      after: { rows: counts.total },
      requestId: job.requestId,
    })
    this.batches.add(job)
    this.#desk.publish({ type: 'import.changed', data: job.import })
  }
}

const asked = ({ person, requestId }: BatchAsker) => ({ by: person, requestId })
