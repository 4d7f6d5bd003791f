/**
 * One way in which Discord fails. `match.path` is what follows `/api/v10`, `*` standing for anything within it.
 * `status`: answers `status` (500). `429`: a rate limit of `scope`, `ms` long. `1015`: Cloudflare's page. `drop`: resets the
 * connection. `hang`: holds the request until released. `delay`: `ms` more. `when` says whether drop and hang come before or
 * after the request took effect. `times`: how often, without it for ever.
 */
export interface FaultRule {
  id: string
  match: { method?: string; path?: string }
  kind: 'status' | '429' | '1015' | 'drop' | 'hang' | 'delay'
  when: 'before' | 'after'
  status?: number
  ms?: number
  scope?: 'user' | 'global' | 'shared'
  times?: number
}
export type FaultWish = Omit<FaultRule, 'id' | 'when'> & { id?: string; when?: FaultRule['when'] }

/** `down`: every call is answered 503. `gone`: every connection is reset. */
export type Outage = 'none' | 'down' | 'gone'

interface Held {
  resume: (how: 'go' | 'drop') => void
}

/** Faults by rule and the outage switch. Knows nothing of the world. */
export class Faults {
  #rules: FaultRule[] = []
  #held = new Map<string, Held[]>()
  #waiting = new Map<string, (() => void)[]>()
  #listeners = new Set<() => void>()
  #outage: Outage = 'none'
  #next = 1

  /** Adds a rule and gives its id. */
  add(wish: FaultWish): string {
    const rule = { when: 'before' as const, ...wish, id: wish.id ?? `fault-${this.#next++}` }
    this.#rules.push(rule)
    this.#changed()
    return rule.id
  }

  /** Takes a rule away and lets go what it holds. */
  remove(id: string): void {
    this.#rules = this.#rules.filter((rule) => rule.id !== id)
    this.release(id)
    this.#changed()
  }

  /** No rules, no outage, nothing held. */
  clear(how: 'go' | 'drop' = 'go'): void {
    for (const id of this.#held.keys()) this.release(id, how)
    this.#rules = []
    this.#waiting.clear()
    this.#outage = 'none'
    this.#changed()
  }

  list(): readonly FaultRule[] {
    return this.#rules
  }

  get outage(): Outage {
    return this.#outage
  }

  setOutage(outage: Outage): void {
    this.#outage = outage
    this.#changed()
  }

  /** Hears that rules or the outage changed. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Resolves once a request is being held by the rule. */
  held(id: string): Promise<void> {
    if ((this.#held.get(id)?.length ?? 0) > 0) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), resolve]))
  }

  /** Lets what the rule holds go on, or (`drop`) resets its connections: held before its effect, a dropped request has none. */
  release(id: string, how: 'go' | 'drop' = 'go'): void {
    const held = this.#held.get(id) ?? []
    this.#held.delete(id)
    for (const { resume } of held) resume(how)
  }

  /** The rules that meet this request, each counted once. */
  meet(method: string, path: string): FaultRule[] {
    const met = this.#rules.filter((rule) => meets(rule, method, path))
    for (const rule of met) if (rule.times !== undefined) rule.times--
    if (met.some(({ times }) => times === 0)) {
      this.#rules = this.#rules.filter(({ times }) => times !== 0)
      this.#changed()
    }
    return met
  }

  /** Holds a request until it is released or its client has gone (`drop`). */
  hold(id: string, gone: AbortSignal): Promise<'go' | 'drop'> {
    if (gone.aborted) return Promise.resolve('drop')
    return new Promise((resolve) => {
      const held = { resume: resolve }
      this.#held.set(id, [...(this.#held.get(id) ?? []), held])
      gone.addEventListener('abort', () => {
        this.#held.set(
          id,
          (this.#held.get(id) ?? []).filter((other) => other !== held),
        )
        resolve('drop')
      })
      for (const tell of this.#waiting.get(id) ?? []) tell()
      this.#waiting.delete(id)
    })
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

function meets({ match, times }: FaultRule, method: string, path: string): boolean {
  if (times !== undefined && times <= 0) return false
  if (match.method && match.method.toUpperCase() !== method) return false
  if (!match.path) return true
  const pattern = match.path.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${pattern.join('.*')}$`).test(path)
}
