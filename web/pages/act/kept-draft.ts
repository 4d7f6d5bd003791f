import { createSignal } from 'solid-js'
import { createStore } from 'solid-js/store'
import { defaultsOf, type Draft } from './draft.ts'
import type { ActRequest } from './open-act.ts'

interface Kept {
  draft: Draft
  /** what a report's reporters would be told */
  answer: string | null
}

/** What was typed and not sent, by what the dialog was opened for and whom or which channel it is about. */
const kept = new Map<string, Kept>()

const placeOf = (
  { guildId, kind, fromId, reason, fields, about, evidence, report }: ActRequest,
  { targetId, channelId }: Draft,
): string =>
  JSON.stringify([
    guildId,
    kind,
    fromId,
    targetId,
    channelId,
    ...(report ? ['report', report.number] : [reason, fields, about, evidence]),
  ])

/** The fields of the act dialog. What was typed stays when it is closed, and comes back only for the same person or channel. */
export function createKeptDraft(request: ActRequest) {
  const start: Draft = {
    kind: request.kind ?? null,
    targetId: request.target?.id ?? null,
    channelId: request.channelId ?? null,
    fromId: request.fromId ?? null,
    reason: request.reason ?? '',
    count: '20',
    slowmode: '10',
    severity: '',
    ...defaultsOf(request.kind ?? null),
    ...request.fields,
    evidence: null,
  }
  const usual = request.report?.answer ?? null
  const begun = kept.get(placeOf(request, start)) ?? { draft: start, answer: usual }
  const [draft, setDraft] = createStore<Draft>({ ...begun.draft })
  const [answer, setAnswer] = createSignal(begun.answer)
  const place = () => placeOf(request, draft)
  const isTyped = () => draft.reason !== start.reason || (draft.evidence ?? '') !== '' || answer() !== usual
  const keep = () => {
    if (isTyped()) kept.set(place(), { draft: { ...draft }, answer: answer() })
    else kept.delete(place())
  }
  return {
    draft,
    answer,
    change: (to: Partial<Draft>) => {
      const before = place()
      const wasTyped = isTyped()
      setDraft(to)
      if (place() === before) return keep()
      // words go with whom they are for: what was typed moves, what was begun for the one now chosen comes back
      if (wasTyped) kept.delete(before)
      const theirs = kept.get(place())
      if (wasTyped) return draft.targetId || draft.channelId ? keep() : undefined
      if (theirs?.draft.kind === draft.kind) {
        setDraft({ ...theirs.draft })
        setAnswer(theirs.answer)
      }
    },
    changeAnswer: (to: string | null) => {
      setAnswer(to)
      keep()
    },
    /** It is on its way: no other form begins with it. Gives what puts it back should it be refused. */
    send: (): (() => void) => {
      const at = place()
      const sent = kept.get(at)
      kept.delete(at)
      return () => void (sent && !kept.has(at) && kept.set(at, sent))
    },
  }
}
