import type { FaultWish } from '#sandbox/faults.ts'
import { eventually, type Stage } from './stage.ts'

type Moment = FaultWish['match'] & { when: 'before' | 'after' }

/**
 * Begins something and waits until Discord holds its request at that moment, before or after the request's effect. Whoever
 * waits for an answer then waits until `cutPower`; `begun` is for them.
 */
export async function holdAt<T>(
  { sandbox: { faults } }: Stage,
  { when, ...match }: Moment,
  begin: () => Promise<T>,
): Promise<{ begun: Promise<T> }> {
  const rule = faults.add({ kind: 'hang', when, match, times: 1 })
  const begun = begin()
  // its asker may lose the line: that is what the cut is for
  begun.catch(() => undefined)
  let isHeld = false
  void faults.held(rule).then(() => (isHeld = true))
  await eventually(() => isHeld, `${match.method} ${match.path}, asked of Discord`)
  return { begun }
}

/** Ends workerd at once, with everything Discord holds; it stays off until `product.restart()`. */
export async function cutPower({ sandbox: { faults }, product }: Stage): Promise<void> {
  await product.kill()
  faults.clear('drop')
}
