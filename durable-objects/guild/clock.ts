/** Something an object does at a time of its own: `nextAt` is UTC ms, null when there is nothing to wait for. */
export interface Chore {
  nextAt(): number | null
  /** Does what is due; what fails it must give a later `nextAt`, or it is called again at once. */
  run(now: number): Promise<void>
}

/** Not sooner than this: an alarm set for now, from inside an alarm, is lost. */
const SOONEST = 50
/** A chore that throws is a bug; it is called again after this, never in a tight loop. */
const AFTER_A_THROW = 30_000

/** Shares the object's single alarm between chores, and never leans on the platform's six retries. */
export class Clock {
  #storage: DurableObjectStorage
  #beat: () => void
  #chores: readonly Chore[]
  #throwers = new Map<Chore, number>()
  #armedFor: number | null = null

  /** `beat` is called whenever something may have changed what is waited for. */
  constructor(storage: DurableObjectStorage, chores: readonly Chore[], beat: () => void = () => undefined) {
    this.#storage = storage
    this.#beat = beat
    this.#chores = chores
  }

  /** Sets the alarm for the earliest chore, unless one is set that rings in time. */
  async arm(): Promise<void> {
    this.#beat()
    const at = this.#earliest()
    if (at === null) return
    const wanted = Math.max(at, Date.now() + SOONEST)
    if (this.#armedFor !== null && this.#armedFor > Date.now() && this.#armedFor <= wanted) return
    this.#armedFor = wanted
    await this.#storage.setAlarm(wanted)
  }

  /** In a new life: finds out whether an alarm is set; a past one may never ring, and is set again. */
  async wake(): Promise<void> {
    this.#armedFor = await this.#storage.getAlarm()
    await this.arm()
  }

  async ring(): Promise<void> {
    this.#armedFor = null
    const now = Date.now()
    await Promise.all(
      this.#chores.map(async (chore) => {
        if ((this.#nextOf(chore) ?? Infinity) > now) return
        try {
          await chore.run(now)
          this.#throwers.delete(chore)
        } catch (error) {
          console.error('chore failed', error)
          this.#throwers.set(chore, Date.now() + AFTER_A_THROW)
        }
      }),
    )
    await this.arm()
  }

  #nextOf(chore: Chore): number | null {
    const at = chore.nextAt()
    return at === null ? null : Math.max(at, this.#throwers.get(chore) ?? 0)
  }

  #earliest(): number | null {
    let earliest: number | null = null
    for (const chore of this.#chores) {
      const at = this.#nextOf(chore)
      if (at !== null && (earliest === null || at < earliest)) earliest = at
    }
    return earliest
  }
}
