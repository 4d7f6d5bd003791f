import { callGuild } from '#workers/actions/call-guild.ts'
import { csvLine } from './csv.ts'

const A_PAGE = 1_000

/** What became of each target as a CSV file, streamed a page at a time. */
export function sweepResults(env: Env, guildId: string, sweepId: string): Response {
  const text = new TextEncoder()
  let after: number | null = 0
  const file = new ReadableStream<Uint8Array>({
    start(controller) {
      const head = ['position', 'user id', 'name', 'verdict', 'state', 'case', 'about case', 'cause', 'what happened']
      controller.enqueue(text.encode(`\uFEFF${csvLine(head)}`))
    },
    async pull(controller) {
      const from = after ?? 0
      const page = await callGuild(env, guildId, (guild) => guild.sweepItems(sweepId, { after: from }, A_PAGE))
      if (!page.ok) return controller.error(new Error(page.message))
      const lines = page.items.map((item) =>
        csvLine([
          item.position,
          item.targetId,
          item.person?.name ?? null,
          item.verdict,
          item.state,
          item.caseNumber,
          item.about,
          item.failure?.code ?? null,
          item.failure?.message ?? null,
        ]),
      )
      if (lines.length > 0) controller.enqueue(text.encode(lines.join('')))
      after = page.next
      if (after === null) controller.close()
    },
  })
  return new Response(file, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="sweep-${sweepId.replace(/\W/g, '')}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
}
