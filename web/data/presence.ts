import { type Accessor, createEffect, createMemo, createRoot, createSignal, on, onCleanup } from 'solid-js'
import type { Person } from '#schema/contract/action.ts'
import type { Sight } from '#schema/contract/presence.ts'
import { useGuild } from './guild.ts'
import { type Live, useLive } from './live.ts'

/** How long what a page looks at must stand before it is told, ms: walking through a list tells only of where one stops. */
const RESTS = 150

interface Looking {
  add: (at: Sight) => () => void
  at: (at: Sight) => readonly Person[]
}

const made = new WeakMap<Live, Looking>()

/** What this page looks at, told to the server whenever it changes and after each reconnect, and who else does. */
function lookingOn(live: Live): Looking {
  const existing = made.get(live)
  if (existing) return existing
  const sights: Sight[] = []
  const [told, setTold] = createRoot(() => createSignal<ReadonlyMap<Sight, readonly Person[]>>(new Map()))
  let timer: ReturnType<typeof setTimeout> | undefined
  const say = () => live.send({ kind: 'look', at: [...new Set(sights)].slice(-4) })
  const sayLater = () => {
    clearTimeout(timer)
    timer = setTimeout(say, RESTS)
  }
  live.onPresence(({ at, people }) => setTold((before) => new Map(before).set(at, people)))
  // whoever was there may have gone while this page was away
  createRoot(() =>
    createEffect(
      on(live.state, (state) => {
        if (state !== 'live') setTold(new Map())
        else if (sights.length > 0) say()
      }),
    ),
  )
  const looking: Looking = {
    add: (at) => {
      sights.push(at)
      sayLater()
      return () => {
        sights.splice(sights.indexOf(at), 1)
        sayLater()
      }
    },
    at: (at) => told().get(at) ?? [],
  }
  made.set(live, looking)
  return looking
}

/** Says that this page looks at something, and gives who else does now; undefined is nothing. */
export function useLooking(at: Accessor<Sight | undefined>): Accessor<readonly Person[]> {
  const guild = useGuild()
  const looking = lookingOn(useLive())
  const sight = createMemo(at)
  createEffect(() => {
    const now = sight()
    if (now) onCleanup(looking.add(now))
  })
  return createMemo(() => {
    const now = sight()
    return now ? looking.at(now).filter(({ id }) => id !== guild.access().userId) : []
  })
}
