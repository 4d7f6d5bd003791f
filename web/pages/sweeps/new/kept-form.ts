import { onCleanup } from 'solid-js'
import { SweepSource } from '#schema/contract/sweep.ts'
import type { SweepWish } from '#web/data/open-sweep.ts'
import { deedForm, type DeedForm } from './read-deed.ts'
import { formOf, type SourceForm, type Way, ways } from './sweep-form.ts'

/** A new sweep as it is filled in; `fixed` stands for whom the fields cannot say. */
export interface NewSweepForm {
  way: Way
  source: SourceForm
  fixed: SweepSource | null
  deed: DeedForm
}

/**
 * What a new sweep begins with. What was filled in stays for the tab, under `place`, also when the page is loaded anew, until
 * it is dropped; another wish begins anew.
 */
export function createKeptForm(place: string, wish: SweepWish | null) {
  const key = `new-sweep ${place}`
  const wished = JSON.stringify(wish)
  const { way, source, fixed } = formOf(wish, Date.now())
  const fresh: NewSweepForm = { way, source, fixed, deed: deedForm(wish?.deed, fixed !== null) }
  let dropped = false
  return {
    begun: read(key, wished, fresh) ?? fresh,
    /** Keeps what is written by the time the page goes; without a cost while one types into 10,000 lines. */
    keep: (written: () => NewSweepForm) => {
      const save = () => {
        if (dropped) return
        const form = written()
        try {
          if (JSON.stringify(form) === JSON.stringify(fresh)) sessionStorage.removeItem(key)
          else sessionStorage.setItem(key, JSON.stringify({ wished, form }))
        } catch {
          // more than the browser stores: then it is as if it had none
          sessionStorage.removeItem(key)
        }
      }
      addEventListener('pagehide', save)
      onCleanup(() => {
        removeEventListener('pagehide', save)
        save()
      })
    },
    drop: () => {
      dropped = true
      sessionStorage.removeItem(key)
    },
  }
}

function read(key: string, wished: string, fresh: NewSweepForm): NewSweepForm | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as { wished: string; form: NewSweepForm } | null
    if (kept?.wished !== wished) return null
    const { way, source, fixed, deed } = kept.form
    return {
      way: ways.find((one) => one === way) ?? fresh.way,
      source: { ...fresh.source, ...source },
      fixed: fixed && SweepSource.parse(fixed),
      deed: { ...fresh.deed, ...deed, draft: { ...fresh.deed.draft, ...deed.draft } },
    }
  } catch {
    return null
  }
}
