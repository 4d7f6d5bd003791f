import type { AuditEvent } from '#schema/contract/audit.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { LiveEvent } from '#schema/contract/live.ts'
import type { Db } from '#schema/queries/guild-db.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import type { CaseBook } from '#durable-objects/guild/case-book.ts'
import type { Search } from '#durable-objects/guild/search.ts'

/** What work on many cases needs of the rest of the guild's object. */
export interface Desk {
  guildId: Snowflake
  sql: SqlStorage
  discord: Discord
  db: () => Promise<Db>
  search: Search
  /** see CaseBook.changeMany */
  changeCases: CaseBook['changeMany']
  /** makes sure `nextNumber` can count */
  seedNumbers: () => Promise<void>
  nextNumber: () => number
  publish: (event: LiveEvent) => void
  audit: (event: AuditEvent) => void
  wake: () => void
}
