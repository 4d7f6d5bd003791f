import type { GatewayNote } from '#sandbox/gateway/gateway.ts'
import type { InteractionNote } from '#sandbox/interactions/interactions.ts'
import type { RequestRecord, Requests } from '#sandbox/requests.ts'
import type { Violation, Violations } from '#sandbox/violations.ts'

/** One line of the live view; `changed` tells which channels have something new and is not shown. */
export type FeedItem =
  | ({ kind: 'request' } & RequestRecord)
  | ({ kind: 'gateway'; at: number } & GatewayNote)
  | ({ kind: 'interaction' } & InteractionNote)
  | ({ kind: 'violation' } & Violation)
  | { kind: 'changed'; channels: string[]; users: string[]; guilds: string[] }

const KEPT = 300
const PULSE = 120

/** Everything that happens, in batches, for the pages that watch. */
export class Feed {
  readonly #violations: Violations
  readonly #listeners = new Set<(items: readonly FeedItem[]) => void>()
  readonly #stop: () => void
  #recent: FeedItem[] = []
  #waiting: FeedItem[] = []
  #changed = { channels: new Set<string>(), users: new Set<string>(), guilds: new Set<string>() }
  #violationsTold: Violation | undefined
  #timer: NodeJS.Timeout | null = null

  constructor(requests: Requests, violations: Violations) {
    this.#violations = violations
    this.#stop = requests.subscribe((record) => this.add({ kind: 'request', ...record }))
  }

  get recent(): readonly FeedItem[] {
    return this.#recent
  }

  add(item: FeedItem): void {
    this.#recent.push(item)
    if (this.#recent.length > 2 * KEPT) this.#recent = this.#recent.slice(-KEPT)
    if (this.#listeners.size === 0) return
    this.#waiting.push(item)
    this.#beat()
  }

  /** A channel, a person or a server looks different now. */
  touch(what: 'channels' | 'users' | 'guilds', id: string): void {
    if (this.#listeners.size === 0) return
    this.#changed[what].add(id)
    this.#beat()
  }

  subscribe(listener: (items: readonly FeedItem[]) => void): () => void {
    if (this.#listeners.size === 0) this.#violationsTold = this.#violations.list.at(-1)
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#stop()
    this.#listeners.clear()
    if (this.#timer) clearTimeout(this.#timer)
  }

  #beat(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      const news = this.#newViolations()
      const { channels, users, guilds } = this.#changed
      this.#changed = { channels: new Set(), users: new Set(), guilds: new Set() }
      const items: FeedItem[] = [...this.#waiting.slice(-KEPT), ...news]
      if (channels.size + users.size + guilds.size > 0)
        items.push({ kind: 'changed', channels: [...channels], users: [...users], guilds: [...guilds] })
      this.#waiting = []
      for (const listener of this.#listeners) listener(items)
    }, PULSE)
  }

  #newViolations(): FeedItem[] {
    const { list } = this.#violations
    const known = this.#violationsTold ? list.lastIndexOf(this.#violationsTold) : -1
    this.#violationsTold = list.at(-1)
    return list.slice(known + 1).map((violation) => ({ kind: 'violation', ...violation }))
  }
}
