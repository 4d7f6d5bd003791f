import { listDeliveries } from '#schema/queries/deliveries.ts'
import { registryDb } from '#schema/queries/guild-db.ts'
import { CSV_MARK, csvLine } from '#workers/files/csv.ts'

/** All deliveries of a broadcast, page by page as it is read. */
export function deliveriesCsv(env: Env, id: string): ReadableStream<Uint8Array> {
  const text = new TextEncoder()
  let after: string | null | undefined
  return new ReadableStream({
    start: (out) =>
      out.enqueue(
        text.encode(CSV_MARK + csvLine(['server_id', 'server', 'outcome', 'reason', 'channel_id', 'message_id', 'at'])),
      ),
    async pull(out) {
      const page = await listDeliveries(registryDb(env), { id, ...(after ? { after } : {}) })
      const lines = page.deliveries.map(({ guildId, guildName, state, reason, channelId, messageId, at }) =>
        csvLine([
          guildId,
          guildName,
          state,
          reason,
          channelId,
          messageId,
          at === null ? '' : new Date(at).toISOString(),
        ]),
      )
      out.enqueue(text.encode(lines.join('')))
      after = page.next
      if (after === null) out.close()
    },
  })
}
