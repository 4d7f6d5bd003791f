import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { AuditExport, AuditRow } from '#schema/contract/audit.ts'
import { chainStart, hashOfRow } from '#schema/contract/audit-chain.ts'
import { proveExport } from '#scripts/audit-proof.ts'

const guildId = '900000000000000777'
const folder = mkdtempSync(join(tmpdir(), 'verify-audit-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function chainOf(count: number, anchor = chainStart): Promise<AuditRow[]> {
  const rows: AuditRow[] = []
  let last = anchor
  for (let n = 0; n < count; n++) {
    const row = {
      guildId,
      seq: last.seq + 1,
      prev: last.hash,
      category: 'action' as const,
      type: 'action.done',
      at: 1_700_000_000_000 + n,
      actor: { id: '300000000000000001', name: 'Mara "the owner"' },
      surface: 'dashboard' as const,
      target: { type: 'user' as const, id: '300000000000000002', name: 'ünïcode 😀\n,' },
      before: null,
      after: { case: n, reason: 'spam', list: ['a', 1] },
      requestId: null,
    }
    const hash = await hashOfRow(row)
    rows.push({ ...row, hash })
    last = { seq: row.seq, hash }
  }
  return rows
}

async function exportOf(rows: AuditRow[], more: Partial<AuditExport> = {}): Promise<string[]> {
  const { seq, hash } = rows.at(-1) ?? chainStart
  const first: AuditExport = {
    format: 'wardroom-audit-log',
    version: 1,
    guild: { id: guildId, name: 'A server' },
    exportedAt: 1_700_000_100_000,
    exportedBy: { id: '300000000000000001', name: 'Mara' },
    filter: null,
    anchor: chainStart,
    head: { seq, hash },
    ...more,
  }
  const body = rows.map((row, at) => JSON.stringify(row) + (at < rows.length - 1 ? ',' : ''))
  return [`${JSON.stringify(first).slice(0, -1)},"rows":[`, ...body, `],"count":${rows.length}}`]
}

async function* each(lines: string[]): AsyncGenerator<string> {
  yield* lines
}
const problemsOf = async (lines: string[], noted?: string): Promise<string[]> =>
  (await proveExport(each(lines), noted)).problems

describe('an export', () => {
  test('that nobody touched is whole', async () => {
    const lines = await exportOf(await chainOf(30))
    expect(JSON.parse(lines.join('\n'))).toMatchObject({ count: 30 })
    expect(await problemsOf(lines)).toEqual([])
  })
  test('of an empty log, or of what retention left of one, is whole too', async () => {
    expect(await problemsOf(await exportOf([]))).toEqual([])
    const anchor = { seq: 500, hash: 'a'.repeat(64) }
    expect(await problemsOf(await exportOf(await chainOf(5, anchor), { anchor }))).toEqual([])
  })
  test('of which any one character was changed is not, and the row is named', async () => {
    const lines = await exportOf(await chainOf(5))
    const text = lines[3] ?? ''
    for (let at = 0; at < text.length - 1; at++) {
      const other = text[at] === '7' ? '8' : '7'
      const changed = lines.with(3, text.slice(0, at) + other + text.slice(at + 1))
      const problems = await problemsOf(changed)
      expect([at, problems.length > 0]).toEqual([at, true])
      expect(problems.join()).toMatch(/row [237]|another server/)
    }
  })
  test('with one value changed has exactly one thing wrong with it', async () => {
    const lines = await exportOf(await chainOf(30))
    const changed = lines.with(12, (lines[12] ?? '').replace('"reason":"spam"', '"reason":"spat"'))
    expect(await problemsOf(changed)).toEqual(['row 12 was altered: its hash does not fit what it says'])
  })
  test('in which something was added beside what is known is altered', async () => {
    const lines = await exportOf(await chainOf(3))
    const changed = lines.with(2, (lines[2] ?? '').replace('{"guildId"', '{"note":"x","guildId"'))
    expect(await problemsOf(changed)).toEqual(['row 2 was altered: its hash does not fit what it says'])
  })
  test('with a row changed and its hash made anew does not follow', async () => {
    const rows = await chainOf(10)
    const forged = { ...rows[4]!, after: { case: 99 } }
    const lines = await exportOf(rows.with(4, { ...forged, hash: await hashOfRow(forged) }))
    expect(await problemsOf(lines)).toEqual(['row 6 does not follow row 5: one of them was replaced'])
  })
  test('without one row, or several, says which', async () => {
    const lines = await exportOf(await chainOf(10))
    expect(await problemsOf(lines.toSpliced(4, 1))).toEqual([
      'row 4 is missing before row 5',
      'it should hold 10 rows and holds 9',
    ])
    expect(await problemsOf(lines.toSpliced(4, 3))).toContain('rows 4 to 6 are missing')
    expect(await problemsOf(lines.toSpliced(1, 1))).toContain('row 1 is missing before row 2')
    expect(await problemsOf(lines.toSpliced(10, 1))).toContain('the end is missing: the last row is 9 and should be 10')
  })
  test('with two rows swapped says so', async () => {
    const lines = await exportOf(await chainOf(10))
    const swapped = lines.with(4, lines[5] ?? '').with(5, lines[4] ?? '')
    expect(await problemsOf(swapped)).toEqual([
      'row 4 is missing before row 5',
      'row 4 stands after row 5: the order was changed',
    ])
  })
  test('that was cut off says so', async () => {
    const lines = await exportOf(await chainOf(10))
    expect(await problemsOf(lines.slice(0, 6))).toEqual(['the end is missing: the file was cut off'])
  })
  test('made anew as a whole is told by a hash that was noted', async () => {
    const rows = await chainOf(10)
    const noted = rows[6]!.hash
    expect((await proveExport(each(await exportOf(rows)), noted)).notedAt).toBe(7)
    const forged = await chainOf(10, { seq: 0, hash: 'b'.repeat(64) })
    const lines = await exportOf(forged, { anchor: { seq: 0, hash: 'b'.repeat(64) } })
    expect(await problemsOf(lines, noted)).toEqual([`no row has the hash that was noted, ${noted}`])
  })
  test('of a filtered view is checked row by row', async () => {
    const rows = await chainOf(10)
    const head = { seq: 10, hash: rows[9]!.hash }
    const lines = await exportOf([rows[2]!, rows[7]!], { filter: { category: 'action' }, head })
    expect(await problemsOf(lines)).toEqual([])
    expect(await problemsOf(lines.with(2, (lines[2] ?? '').replace('spam', 'ham')))).toEqual([
      'row 8 was altered: its hash does not fit what it says',
    ])
  })
  test('that is none is told apart', async () => {
    expect(await problemsOf(['row,at,category'])).toHaveLength(1)
    expect(await problemsOf(['{"format":"something else","rows":['])).toHaveLength(1)
  })
})

test('the command says what is wrong, and its exit code too', async () => {
  const lines = await exportOf(await chainOf(20))
  const run = (name: string, text: string) => {
    const file = join(folder, name)
    writeFileSync(file, text)
    return spawnSync('node', ['scripts/verify-audit.ts', file], { encoding: 'utf8' })
  }
  const good = run('good.json', lines.join('\n'))
  expect([good.status, good.stdout]).toEqual([0, expect.stringContaining('The export is whole')])
  const bad = run('bad.json', lines.join('\n').replace('"case":7,', '"case":8,'))
  expect([bad.status, bad.stderr]).toEqual([1, expect.stringContaining('WRONG: row 8 was altered')])
  expect(spawnSync('node', ['scripts/verify-audit.ts', join(folder, 'none.json')]).status).toBe(2)
})
