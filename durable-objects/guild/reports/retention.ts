import { deleteOldReports } from '#schema/queries/reports.ts'
import type { Surroundings } from '#durable-objects/guild/action-path.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'

const DAY = 24 * 3_600_000
/** Between two chunks of one day's sweep, ms. */
const PAUSE = 60_000
const CHUNK = 200
const SWEPT = 'reports.swept'

/** Forgets closed reports that are older than the guild keeps them, a chunk at a time, once a day. */
export class Retention implements Chore {
  #around: Pick<Surroundings, 'ctx' | 'guildId' | 'db' | 'know'>
  #isNeeded: () => boolean

  constructor(around: Pick<Surroundings, 'ctx' | 'guildId' | 'db' | 'know'>, isNeeded: () => boolean) {
    this.#around = around
    this.#isNeeded = isNeeded
  }

  nextAt(): number | null {
    if (!this.#isNeeded()) return null
    return this.#around.ctx.storage.kv.get<number>(SWEPT) ?? 0
  }

  async run(now: number): Promise<void> {
    const { ctx, guildId, db, know } = this.#around
    const { reportDays } = (await know.settingsOf()).retention
    const asked = { before: now - reportDays * DAY, limit: CHUNK }
    const d1 = await db()
    const gone = await Promise.all(
      (['resolved', 'dismissed'] as const).map((state) => deleteOldReports(d1, guildId, { ...asked, state })),
    )
    ctx.storage.kv.put(SWEPT, now + (gone.some((count) => count === CHUNK) ? PAUSE : DAY))
  }
}
