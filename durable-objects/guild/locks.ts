import type { Snowflake } from '#schema/contract/ids.ts'

/** @everyone's overwrite in a channel before it was locked; null when it had none. Bits as decimal strings. */
export type Former = { allow: string; deny: string } | null

/** Which channels Wardroom locked, and what to put back. */
export class Locks {
  #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  find(channelId: Snowflake): { number: number; former: Former } | undefined {
    const [row] = this.#sql.exec<{ number: number; former: string }>(
      `SELECT number, former FROM locks WHERE channel_id = ?`,
      channelId,
    )
    return row && { number: row.number, former: JSON.parse(row.former) as Former }
  }

  save(channelId: Snowflake, number: number, former: Former): void {
    this.#sql.exec(
      `INSERT INTO locks (channel_id, number, former) VALUES (?1, ?2, ?3)
       ON CONFLICT (channel_id) DO UPDATE SET number = ?2, former = ?3`,
      channelId,
      number,
      JSON.stringify(former),
    )
  }

  remove(channelId: Snowflake): void {
    this.#sql.exec(`DELETE FROM locks WHERE channel_id = ?`, channelId)
  }
}
