import type { AuditEvent } from '#schema/contract/audit.ts'
import type { Safety } from '#schema/contract/guild.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import type { Discord } from '#durable-objects/discord/discord.ts'
import { backoff } from '#durable-objects/guild/backoff.ts'
import type { Chore } from '#durable-objects/guild/clock.ts'
import type { RaidHold } from './raid-hold.ts'
import { readSafety } from './safety.ts'

const LOOK = 'raid.look'
/** While an action changes it, and this short before it ends by itself, what the gateway tells is no news. */
const SOON = 3_000

interface FollowParts {
  kv: SyncKvStorage
  guildId: Snowflake
  discord: Discord
  hold: RaidHold
  /** all of it was put back by hand */
  ended: () => void
  audit: (event: AuditEvent) => void
}

/**
 * Follows what is done to raid mode by hand in Discord. What the gateway tells may be older than our own last change, so it only
 * gives cause to ask Discord.
 */
export class RaidFollow implements Chore {
  #parts: FollowParts

  constructor(parts: FollowParts) {
    this.#parts = parts
  }

  /** Takes what the gateway told of the server; synchronous, in one breath with the batch it came in. */
  note(told: Safety): void {
    const { hold, kv } = this.#parts
    if (hold.changedByHand(told).length > 0) kv.put(LOOK, { at: Date.now(), tries: 0 })
  }

  nextAt(): number | null {
    return this.#look()?.at ?? null
  }

  async run(now: number): Promise<void> {
    const { hold, kv, guildId, discord, audit, ended } = this.#parts
    const kept = hold.kept()
    const tries = (this.#look()?.tries ?? 0) + 1
    if (!kept?.sure || kept.until - SOON < now) return void kv.delete(LOOK)
    if (hold.busy) return void kv.put(LOOK, { at: now + SOON, tries })
    const safety = await readSafety({ discord, guildId })
    if (!safety.ok) {
      if (safety.retry) kv.put(LOOK, { at: Math.round(now + backoff(tries)), tries })
      else kv.delete(LOOK)
      return
    }
    // an action may have begun meanwhile: its own change is no news
    if (hold.busy) return void kv.put(LOOK, { at: now + SOON, tries })
    kv.delete(LOOK)
    const changed = hold.changedByHand(safety.value)
    const latest = hold.kept()
    if (!latest || changed.length === 0) return
    const next = { ...latest, byHand: [...latest.byHand, ...changed] }
    hold.save(next)
    const isOver = hold.mode()?.held.length === 0
    if (isOver) hold.remove()
    audit({
      category: 'raid',
      type: isOver ? 'raid.ended_by_hand' : 'raid.changed_by_hand',
      at: Date.now(),
      actor: null,
      surface: 'discord',
      target: { type: 'case', id: String(latest.number), name: null },
      before: null,
      after: { changed },
      requestId: null,
    })
    if (isOver) ended()
  }

  #look(): { at: number; tries: number } | undefined {
    return this.#parts.kv.get<{ at: number; tries: number }>(LOOK)
  }
}
