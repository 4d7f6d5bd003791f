import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js'
import { type ActionKind, didTo } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { useGuild } from './guild.ts'
import { useLive } from './live.ts'
import { makeOverlay } from './overlay.ts'

const MINUTE = 60_000

interface Begun {
  kind: ActionKind
  who: { id: Snowflake; name: string }
  at: number
}

/** What was begun on whom, by the person it is about. */
const heardBegun = makeOverlay<Begun>((frame) => {
  if (frame.type !== 'action.accepted') return null
  const { targetId, actor, kind } = frame.data
  return targetId && actor ? { id: targetId, row: { kind, who: actor, at: frame.at } } : null
})

/** The latest that somebody else did to a person, or has begun, within the last minute; UTC ms. */
export function useRecentAct(target: Accessor<Snowflake | undefined>, cases: Accessor<readonly Case[]>) {
  const guild = useGuild()
  const begun = heardBegun(useLive())
  const [now, setNow] = createSignal(Date.now())
  const timer = setInterval(() => setNow(Date.now()), 1000)
  onCleanup(() => clearInterval(timer))
  const counts = (kind: ActionKind, whoId: Snowflake | undefined, at: number) =>
    kind !== 'note' && whoId !== undefined && whoId !== guild.access().userId && at > now() - MINUTE
  return createMemo(() => {
    const id = target()
    if (!id) return undefined
    const done = cases().find((c) => c.status !== 'refused' && counts(c.kind, c.moderator?.id, c.createdAt))
    const words = (kind: ActionKind, at: number) => ({
      did: didTo(kind),
      seconds: Math.max(1, Math.round((now() - at) / 1000)),
    })
    if (done?.moderator) return { who: done.moderator.name, number: done.number, ...words(done.kind, done.createdAt) }
    const row = begun().get(id)?.row
    if (!row || !counts(row.kind, row.who.id, row.at)) return undefined
    return { who: row.who.name, number: null, ...words(row.kind, row.at) }
  })
}
