/** One request to the API, as the console shows it: no tokens. */
export interface RequestRecord {
  id: number
  /** UTC ms */
  at: number
  method: string
  path: string
  who: 'bot' | 'user' | 'none'
  /** 0: the connection was dropped */
  status: number
  ms: number
  reason: string | null
  sent: unknown
  answered: unknown
}

const KEPT = 1_000
const SECRET = /token|secret|^code$|verifier|authorization|password/i

/** The latest requests, oldest first, and whoever watches them. */
export class Requests {
  readonly list: RequestRecord[] = []
  #listeners = new Set<(record: RequestRecord) => void>()
  #next = 1

  add(record: Omit<RequestRecord, 'id'>): void {
    const whole = {
      ...record,
      id: this.#next++,
      path: hidePath(record.path),
      sent: hide(record.sent),
      answered: hide(record.answered),
    }
    this.list.push(whole)
    if (this.list.length > KEPT) this.list.shift()
    for (const listener of this.#listeners) listener(whole)
  }

  /** Hears every request when it is answered; gives the way to stop. */
  subscribe(listener: (record: RequestRecord) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  clear(): void {
    this.list.length = 0
  }
}

/** An interaction's token stands in its path. */
const hidePath = (path: string): string =>
  path.replace(/(\/(?:webhooks|interactions)\/\d+\/)[^/?]+/, '$1[token]').replace(/([?&]code=)[^&]+/, '$1[code]')

function hide(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.slice(0, 5).map((item) => hide(item, depth + 1))
  if (typeof value !== 'object' || value === null) return value
  if (depth > 5) return '…'
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET.test(key) && typeof item === 'string' ? '[hidden]' : hide(item, depth + 1),
    ]),
  )
}
