import { createRoot, createSignal } from 'solid-js'

const PREFERENCE = 'letter-keys'

/** Whether single letters act as shortcuts; on unless switched off in the account menu. */
export const { letterKeysOn, setLetterKeys } = createRoot(() => {
  const [letterKeysOn, set] = createSignal(localStorage.getItem(PREFERENCE) !== 'off')
  return {
    letterKeysOn,
    setLetterKeys(on: boolean): void {
      set(on)
      if (on) localStorage.removeItem(PREFERENCE)
      else localStorage.setItem(PREFERENCE, 'off')
    },
  }
})
