import { onCleanup } from 'solid-js'

/** Calls `run` with the last value once nothing came for `ms`; `flush` calls it at once. Nothing runs after its owner is gone. */
export function createDebounce<T>(run: (value: T) => void, ms: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => clearTimeout(timer)
  onCleanup(cancel)
  return {
    push(value: T): void {
      cancel()
      timer = setTimeout(run, ms, value)
    },
    flush(value: T): void {
      cancel()
      run(value)
    },
    cancel,
  }
}
