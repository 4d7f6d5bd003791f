import type { Person } from '#schema/contract/action.ts'
import type { AuditSurface } from '#schema/contract/audit.ts'
import { MOST_LABELS, MOST_LINKS, type CaseChange } from '#schema/contract/case-change.ts'
import type { Case } from '#schema/contract/case.ts'
import type { ThreadEntry } from '#schema/contract/comment.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { seatRank, type Access, type SeatLevel } from '#schema/contract/seat.ts'
import { getEntry } from '#schema/queries/case-comments.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import type { CaseBook } from '#durable-objects/guild/case-book.ts'
import type { Knowledge } from '#durable-objects/guild/check.ts'
import type { By, Patch, Writing } from './patch.ts'

/** Who works on a case, and from where. */
export interface Worker {
  person: Person
  /** their seat; from a slash command, where Discord's permission decides, they are as good as a moderator */
  level: SeatLevel
  surface: AuditSurface
  requestId: string | null
}
export type Wrote = { ok: true; entry: ThreadEntry } | Failure

const LAST = 'casework.entry'
const KEYS_KEPT = 24 * 3_600_000

/** What the staff do about cases besides acting: comments, labels, who looks after it, what belongs together. */
export class CaseWork {
  #storage: DurableObjectStorage
  #guildId: Snowflake
  #book: CaseBook
  #db: () => Promise<Db>
  #know: Knowledge
  #access: (userId: Snowflake) => Promise<({ ok: true } & Access) | Failure>
  /** who rewrote a reason last and when, by case: what was read of the record may be older */
  #rewritten = new Map<number, { at: number; by: string; reason: string }>()

  constructor(parts: {
    storage: DurableObjectStorage
    guildId: Snowflake
    book: CaseBook
    db: () => Promise<Db>
    know: Knowledge
    access: (userId: Snowflake) => Promise<({ ok: true } & Access) | Failure>
  }) {
    this.#storage = parts.storage
    this.#guildId = parts.guildId
    this.#book = parts.book
    this.#db = parts.db
    this.#know = parts.know
    this.#access = parts.access
  }

  /** Changes a case as the staff's; gives it as it is then. */
  async change(number: number, change: CaseChange, worker: Worker): Promise<{ ok: true; case: Case } | Failure> {
    const c = await this.#book.get(number)
    if (!c) return fail('no_such_case', { number })
    const patch = await this.#patchOf(c, change, worker)
    if ('ok' in patch) return patch
    const refusal = this.#refuseReason(c, change)
    if (refusal) return refusal
    const { reason, editedAt } = patch
    if (reason !== undefined && editedAt) this.#rewritten.set(number, { at: editedAt, by: worker.person.name, reason })
    this.#book.amend(number, patch)
    const linked = [...(change.addLinks ?? []), ...(change.removeLinks ?? [])]
    for (const other of linked) {
      const back = change.addLinks?.includes(other) ? { addLinks: [number] } : { removeLinks: [number] }
      this.#book.amend(other, { ...back, by: this.by(worker) })
    }
    const changed = (await this.#book.flush(number)) ?? (await this.#book.get(number))
    return changed ? { ok: true, case: changed } : fail('no_such_case', { number })
  }

  /** Adds a comment; the same `key` again gives what it wrote the first time. */
  async comment({ number, key, text }: { number: number; key: string; text: string }, worker: Worker): Promise<Wrote> {
    if (!(await this.#book.get(number))) return fail('no_such_case', { number })
    const { sql } = this.#storage
    const [known] = sql.exec<{ id: number }>(`SELECT id FROM comment_keys WHERE key = ?`, key)
    const by = this.by(worker)
    const id = known?.id ?? by.id
    if (!known) {
      sql.exec(`DELETE FROM comment_keys WHERE id < ?`, by.at - KEYS_KEPT)
      sql.exec(`INSERT INTO comment_keys (key, id) VALUES (?, ?)`, key, id)
      this.#book.amend(number, { by, comment: { do: 'add', id, text } })
    }
    await this.#book.flush(number)
    const fresh = { editedAt: null, deletedAt: null, deletedBy: null, changes: null }
    const { author, at } = by
    return { ok: true, entry: { number, id, kind: 'comment', author, text, createdAt: at, ...fresh } }
  }

  /** Rewrites one's own comment. */
  editComment({ number, id, text }: { number: number; id: number; text: string }, worker: Worker): Promise<Wrote> {
    return this.#rewrite(number, { do: 'edit', id, text }, worker)
  }

  /** Deletes one's own comment, or as an administrator anyone's; that there was one stays to be seen. */
  deleteComment({ number, id }: { number: number; id: number }, worker: Worker): Promise<Wrote> {
    return this.#rewrite(number, { do: 'delete', id }, worker)
  }

  async #rewrite(number: number, comment: Writing, worker: Worker): Promise<Wrote> {
    await this.#book.flush(number)
    const db = await this.#db()
    const of = { number, id: comment.id }
    const was = await getEntry(db, this.#guildId, of)
    if (was?.kind !== 'comment') return fail('no_such_comment')
    const isOwn = was.author?.id === worker.person.id
    if (!isOwn && !(comment.do === 'delete' && worker.level === 'admin')) return fail('not_your_comment')
    if (was.deletedAt !== null) return comment.do === 'delete' ? { ok: true, entry: was } : fail('no_such_comment')
    const by = this.by(worker)
    this.#book.amend(number, { by, comment })
    await this.#book.flush(number)
    const text = comment.do === 'edit' ? comment.text : ''
    const now = comment.do === 'edit' ? { editedAt: by.at } : { deletedAt: by.at, deletedBy: by.author }
    return { ok: true, entry: { ...was, text, ...now } }
  }

  async #patchOf(c: Case, change: CaseChange, worker: Worker): Promise<Patch | Failure> {
    const { reason, addLabels = [], removeLabels, addLinks = [], removeLinks, assigneeId, reviewed } = change
    const by = this.by(worker)
    const labels = addLabels.length > 0 ? await this.labelsOf(addLabels) : []
    if ('ok' in labels) return labels
    if (new Set([...c.labels, ...labels]).size > MOST_LABELS)
      return fail('bad_request', { issue: `a case has at most ${MOST_LABELS} labels` })
    const refusal = addLinks.length > 0 ? await this.#refuseLinks(c, addLinks) : null
    if (refusal) return refusal
    const assignee = assigneeId ? await this.assigneeOf(assigneeId) : null
    if (assignee && 'ok' in assignee) return assignee
    return {
      by,
      addLabels: labels,
      addLinks,
      ...(removeLabels ? { removeLabels } : {}),
      ...(removeLinks ? { removeLinks } : {}),
      ...(reason === undefined ? {} : { reason, editedAt: by.at, editedBy: worker.person }),
      ...(assigneeId === undefined ? {} : { assignee }),
      ...(reviewed === undefined ? {} : { reviewed: reviewed ? { by: worker.person, at: by.at } : null }),
    }
  }

  /** Refuses a reason that was written without having read the one that stands; the same words again are no quarrel. */
  #refuseReason(c: Case, { reason, editedAt }: CaseChange): Failure | null {
    if (reason === undefined || editedAt === undefined) return null
    const read = { at: c.editedAt ?? 0, by: c.editedBy?.name ?? 'Somebody', reason: c.reason }
    const here = this.#rewritten.get(c.number)
    const last = here && here.at > read.at ? here : read
    if (last.at === (editedAt ?? 0) || last.reason === reason) return null
    return fail('reason_changed', { who: last.by, number: c.number })
  }

  /** The labels as the settings write them. */
  async labelsOf(wanted: readonly string[]): Promise<string[] | Failure> {
    const { labels } = await this.#know.settingsOf()
    const found = wanted.map((label) => labels.find((known) => known.toLowerCase() === label.toLowerCase()))
    const unknown = found.indexOf(undefined)
    if (unknown >= 0) return fail('unknown_label', { label: wanted[unknown] ?? '' })
    return found.filter((label) => label !== undefined)
  }

  async #refuseLinks(c: Case, wanted: readonly number[]): Promise<Failure | null> {
    if (wanted.includes(c.number)) return fail('link_to_itself')
    for (const number of wanted) {
      const other = await this.#book.get(number)
      if (!other) return fail('no_such_case', { number })
      const most = Math.max(new Set([...c.links, ...wanted]).size, other.links.length + 1)
      if (most > MOST_LINKS) return fail('bad_request', { issue: `a case has at most ${MOST_LINKS} links` })
    }
    return null
  }

  /** Who looks after a case, when they are on the staff. */
  async assigneeOf(id: Snowflake): Promise<Person | Failure> {
    const access = await this.#access(id)
    if (!access.ok) return access.code === 'discord_down' ? access : fail('not_staff')
    if (seatRank[access.level] < seatRank.moderator) return fail('not_staff')
    const member = await this.#know.memberOf(id, { fresh: false })
    return { id, name: access.name, avatar: member?.avatar ?? null }
  }

  /** Entries count up with the clock, and never twice the same. */
  by({ person, surface, requestId }: Worker): By {
    const { kv } = this.#storage
    const at = Date.now()
    const id = Math.max(at, (kv.get<number>(LAST) ?? 0) + 1)
    kv.put(LAST, id)
    return { id, at, author: person, surface, requestId }
  }
}
