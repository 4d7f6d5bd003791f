import { onCleanup } from 'solid-js'

/** Runs at once; when called again meanwhile, once more `ms` after the end. Never twice at a time, and not after its owner is gone. */
export function createThrottle(run: () => Promise<unknown>, ms: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBusy = false
  let isAsked = false
  let isGone = false
  onCleanup(() => {
    isGone = true
    clearTimeout(timer)
  })
  const rest = () => {
    if (isGone) return
    timer = setTimeout(() => {
      isBusy = false
      if (isAsked) call()
    }, ms)
  }
  const call = () => {
    isAsked = isBusy
    if (isBusy || isGone) return
    isBusy = true
    void run().finally(rest)
  }
  return call
}
