import { AuditExport, AuditRow, type AuditLink } from '#schema/contract/audit.ts'
import { hashOfRow } from '#schema/contract/audit-chain.ts'

/** What an export of the audit log proves: what is wrong with it, one sentence each, and what it is. */
export interface Proof {
  problems: string[]
  first: AuditExport | null
  rows: number
  /** the hash that was asked for was found, and at which row */
  notedAt: number | null
}

const MOST_PROBLEMS = 20
const END = /^\],"count":(\d+)\}$/

/**
 * Reads an export line by line and checks it: every row by its hash and, unless it was filtered, that row follows row without
 * a gap from the first to the last. `noted` is a hash that somebody wrote down earlier.
 */
export async function proveExport(lines: AsyncIterable<string>, noted?: string): Promise<Proof> {
  const proof: Proof = { problems: [], first: null, rows: 0, notedAt: null }
  const chain = new Chain(proof, noted)
  let ended = false
  let number = 0
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    if (number === 1) {
      proof.first = readFirst(line)
      if (!proof.first) return { ...proof, problems: ['the first line is not that of an audit log exported as JSON'] }
      chain.begin(proof.first)
      continue
    }
    const end = END.exec(line)
    if (ended) chain.complain(`line ${number} comes after the end`)
    else if (end) {
      ended = true
      chain.end(Number(end[1]))
    } else await chain.take(line.replace(/,$/, ''), number)
  }
  if (!ended) chain.complain('the end is missing: the file was cut off')
  if (noted && proof.notedAt === null) chain.complain(`no row has the hash that was noted, ${noted}`)
  return proof
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const readFirst = (line: string): AuditExport | null =>
  line.endsWith(',"rows":[')
    ? (AuditExport.safeParse(readJson(`${line.slice(0, -',"rows":['.length)}}`)).data ?? null)
    : null

class Chain {
  #proof: Proof
  #noted: string | undefined
  #whole = true
  #guildId = ''
  #head: AuditLink | null = null
  /** the row before: as it says, and what its hash should be */
  #last: AuditLink & { computed: string } = { seq: 0, hash: '', computed: '' }
  #suspect = false

  constructor(proof: Proof, noted: string | undefined) {
    this.#proof = proof
    this.#noted = noted
  }

  complain(text: string): void {
    if (this.#proof.problems.length < MOST_PROBLEMS) this.#proof.problems.push(text)
  }

  begin({ filter, guild, anchor, head }: AuditExport): void {
    this.#whole = filter === null
    this.#guildId = guild.id
    this.#head = head
    this.#last = { ...(this.#whole ? anchor : { seq: 0, hash: '' }), computed: anchor.hash }
    this.#note(anchor)
  }

  async take(text: string, line: number): Promise<void> {
    const raw = readJson(text)
    const row = AuditRow.safeParse(raw).data
    if (!row) {
      this.complain(`line ${line}, after row ${this.#last.seq}, is not a row of the audit log`)
      this.#suspect = true
      return
    }
    this.#proof.rows++
    // over what stands there, so that nothing can be added beside what is known
    const computed = await hashOfRow(raw as AuditRow)
    const altered = computed !== row.hash
    if (row.guildId !== this.#guildId) this.complain(`row ${row.seq} is of another server`)
    if (altered) this.complain(`row ${row.seq} was altered: its hash does not fit what it says`)
    this.#follow(row)
    this.#note(row)
    if (row.seq <= this.#last.seq) return
    this.#last = { seq: row.seq, hash: row.hash, computed }
    this.#suspect = altered
  }

  end(count: number): void {
    if (count !== this.#proof.rows) this.complain(`it should hold ${count} rows and holds ${this.#proof.rows}`)
    const { seq, hash } = this.#head ?? this.#last
    if (this.#whole && seq !== this.#last.seq)
      this.complain(
        seq > this.#last.seq
          ? `the end is missing: the last row is ${this.#last.seq} and should be ${seq}`
          : `there are rows after row ${seq}, which should be the last`,
      )
    else if (this.#whole && hash !== this.#last.hash && !this.#suspect)
      this.complain(`row ${seq}, the last, is not the one the first line names`)
  }

  #follow(row: AuditRow): void {
    const { seq, hash, computed } = this.#last
    if (row.seq <= seq) this.complain(`row ${row.seq} stands after row ${seq}: the order was changed`)
    else if (this.#whole && row.seq > seq + 1)
      this.complain(
        row.seq === seq + 2
          ? `row ${seq + 1} is missing before row ${row.seq}`
          : `rows ${seq + 1} to ${row.seq - 1} are missing`,
      )
    else if (this.#whole && row.prev !== hash && !(this.#suspect && row.prev === computed))
      this.complain(`row ${row.seq} does not follow row ${seq}: one of them was replaced`)
  }

  #note({ seq, hash }: AuditLink): void {
    if (hash === this.#noted) this.#proof.notedAt = seq
  }
}
