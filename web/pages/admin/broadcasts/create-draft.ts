import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { createStore, reconcile, type SetStoreFunction } from 'solid-js/store'
import { BroadcastDraft, type Broadcast } from '#schema/contract/broadcast.ts'
import { createDebounced } from '#web/primitives/debounced.ts'
import { useSaveBroadcast } from '#web/data/broadcasts.ts'
import { failureMessage } from '#web/data/failure-message.ts'

/** Saved by itself when nothing was typed for so long, ms. */
const REST = 1_200
const nothing: BroadcastDraft = {
  category: 'changelog',
  title: '',
  content: '',
  composed: null,
  audience: {},
  crosspost: false,
}
export const draftOf = ({ category, title, content, composed, audience, crosspost }: BroadcastDraft): BroadcastDraft =>
  structuredClone({ category, title, content, composed, audience, crosspost })

const keyOf = (saved: Broadcast | null): string => `broadcast.${saved?.id ?? 'new'}`
function readKept(key: string): BroadcastDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<BroadcastDraft> | null
    return kept && { ...nothing, ...kept }
  } catch {
    return null
  }
}

/**
 * A broadcast as it is written. What can be sent is saved by itself, as a draft of everybody's; what cannot (yet) is kept on this
 * device. One that waits for its moment is saved only by hand: half a sentence must not go out.
 */
export function createDraft(given: () => Broadcast | null) {
  const save = useSaveBroadcast()
  const [saved, setSaved] = createSignal(given())
  const kept = readKept(keyOf(given()))
  const first = given()
  const [draft, setDraft] = createStore<BroadcastDraft>(kept ?? (first ? draftOf(first) : structuredClone(nothing)))
  const written = createMemo(() => JSON.stringify(draft))
  const [isRestored, setRestored] = createSignal(kept !== null)
  /** what somebody else made of it while it was changed here */
  const [theirs, setTheirs] = createSignal<Broadcast | null>(null)
  const [trouble, setTrouble] = createSignal<string | null>(null)

  const base = () => JSON.stringify(draftOf(saved() ?? nothing))
  const isDirty = () => written() !== base()
  const problem = createMemo(() => {
    const [issue] = BroadcastDraft.safeParse(JSON.parse(written())).error?.issues ?? []
    return issue && `${issue.path.join(' → ')}: ${issue.message}`
  })
  const isAutomatic = () => (saved()?.state ?? 'draft') === 'draft' || saved()?.state === 'template'
  const adopt = (from: Broadcast) => {
    setSaved(from)
    setDraft(reconcile(draftOf(from)))
    setTheirs(null)
  }

  createEffect(
    on(
      given,
      (now) => {
        const mine = saved()
        if (!now || !mine || now.revision <= mine.revision) return
        if (!isDirty() || JSON.stringify(draftOf(now)) === written()) adopt(now)
        else if (JSON.stringify(draftOf(now)) === base()) setSaved(now)
        else setTheirs(now)
      },
      { defer: true },
    ),
  )

  /** Saves what is not saved yet; null when it cannot be, which `trouble` then says. */
  const keep = async (): Promise<Broadcast | null> => {
    if (problem() || theirs()) return null
    const mine = saved()
    if (mine && !isDirty()) return mine
    try {
      const now = await save.mutateAsync({ saved: mine ?? undefined, draft: JSON.parse(written()) as BroadcastDraft })
      localStorage.removeItem(keyOf(mine))
      // the address names it from now on; going there by the router would take the form from under whoever types
      if (!mine) history.replaceState(history.state, '', `/admin/broadcasts/${now.id}`)
      setSaved(now)
      setTrouble(null)
      return now
    } catch (error) {
      setTrouble(failureMessage(error))
      return null
    }
  }

  const settled = createDebounced(written, REST)
  createEffect(
    on(
      settled,
      () => {
        if (isDirty() && isAutomatic() && !save.isPending) void keep()
      },
      { defer: true },
    ),
  )
  const remember = () => {
    const key = keyOf(saved())
    if (isDirty()) localStorage.setItem(key, written())
    else localStorage.removeItem(key)
  }
  createEffect(on(written, remember, { defer: true }))
  onCleanup(remember)

  return {
    draft,
    set: setDraft satisfies SetStoreFunction<BroadcastDraft>,
    /** as plain JSON: what is unwrapped of a store would not be noticed when it changes */
    copy: () => JSON.parse(written()) as BroadcastDraft,
    saved,
    problem,
    trouble,
    isDirty,
    isAutomatic,
    isSaving: () => save.isPending,
    isRestored,
    theirs,
    keep,
    /** takes what is saved, and forgets what was typed here */
    discard: () => {
      const from = theirs() ?? saved()
      if (from) adopt(from)
      else setDraft(reconcile(structuredClone(nothing)))
      setRestored(false)
    },
    /** what was typed here goes over what somebody else saved */
    keepMine: () => {
      setSaved(theirs())
      setTheirs(null)
      void keep()
    },
    seen: () => setRestored(false),
  }
}
export type Draft = ReturnType<typeof createDraft>
