import type { Person } from '#schema/contract/action.ts'
import type { AuditEvent } from '#schema/contract/audit.ts'
import { fail, type Failure } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import { seatRank, type SeatLevel } from '#schema/contract/seat.ts'
import { MOST_VIEWS, viewSeats, type SavedView, type ViewChange, type ViewInput } from '#schema/contract/view.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import { deleteView, getView, listViews, saveView } from '#schema/queries/saved-views.ts'

/** Who keeps a view. */
export interface ViewKeeper {
  person: Person
  level: SeatLevel
  requestId: string | null
}
/** What somebody does with a view. */
export type ViewWish =
  | { do: 'save'; view: ViewInput }
  | { do: 'change'; id: string; change: ViewChange }
  | { do: 'delete'; id: string }
type Kept = { ok: true; view: SavedView } | Failure

/** Filters of lists under a name. Shared ones take a moderator to make, and their owner or an administrator to change. */
export class Views {
  #guildId: Snowflake
  #db: () => Promise<Db>
  #audit: (event: AuditEvent) => void
  #publish: (event: LiveEvent) => void

  constructor(parts: {
    guildId: Snowflake
    db: () => Promise<Db>
    audit: (event: AuditEvent) => void
    publish: (event: LiveEvent) => void
  }) {
    this.#guildId = parts.guildId
    this.#db = parts.db
    this.#audit = parts.audit
    this.#publish = parts.publish
  }

  keep(wish: ViewWish, by: ViewKeeper): Promise<Kept> {
    if (wish.do === 'save') return this.#create(wish.view, by)
    return wish.do === 'change' ? this.#change(wish.id, wish.change, by) : this.#remove(wish.id, by)
  }

  async #create(input: ViewInput, by: ViewKeeper): Promise<Kept> {
    const refusal = refuseSeat(input, by)
    if (refusal) return refusal
    const db = await this.#db()
    const all = await listViews(db, this.#guildId)
    const own = all.filter((view) => view.ownerId === by.person.id)
    if (all.length >= MOST_VIEWS.inAll || own.length >= MOST_VIEWS.each) return fail('too_many_views')
    const view: SavedView = { ...input, id: crypto.randomUUID(), ownerId: by.person.id, createdAt: Date.now() }
    await saveView(db, this.#guildId, view)
    return this.#told('view.saved', { view, by, before: null })
  }

  async #change(id: string, change: ViewChange, by: ViewKeeper): Promise<Kept> {
    const found = await this.#find(id, by)
    if (!found.ok) return found
    const view = { ...found.view, ...change }
    const refusal = refuseSeat({ page: view.page, shared: change.shared ?? false }, by)
    if (refusal) return refusal
    await saveView(await this.#db(), this.#guildId, view)
    return this.#told('view.changed', { view, by, before: found.view })
  }

  async #remove(id: string, by: ViewKeeper): Promise<Kept> {
    const found = await this.#find(id, by)
    if (!found.ok) return found
    await deleteView(await this.#db(), this.#guildId, id)
    return this.#told('view.deleted', { view: found.view, by, before: found.view })
  }

  /** A view this person may change; another's own view is not there for them. */
  async #find(id: string, { person, level }: ViewKeeper): Promise<Kept> {
    const view = await getView(await this.#db(), this.#guildId, id)
    if (!view) return fail('no_such_view')
    if (view.ownerId === person.id) return { ok: true, view }
    if (!view.shared) return fail('no_such_view')
    return level === 'admin' ? { ok: true, view } : fail('not_your_view')
  }

  #told(type: string, { view, by, before }: { view: SavedView; by: ViewKeeper; before: SavedView | null }): Kept {
    const facts = ({ name, query, shared }: SavedView) => ({ name, query, shared })
    this.#audit({
      category: 'view',
      type,
      at: Date.now(),
      actor: by.person,
      surface: 'dashboard',
      target: { type: 'view', id: view.id, name: view.name },
      before: before && facts(before),
      after: type === 'view.deleted' ? null : facts(view),
      requestId: by.requestId,
    })
    this.#publish({ type: 'views.changed', data: { page: view.page } })
    return { ok: true, view }
  }
}

function refuseSeat({ page, shared }: Pick<ViewInput, 'page' | 'shared'>, { level }: ViewKeeper): Failure | null {
  const opens = viewSeats[page]
  const needed = shared && seatRank[opens] < seatRank.moderator ? 'moderator' : opens
  return seatRank[level] < seatRank[needed] ? fail('seat_too_low', { seat: level, needed }) : null
}
