import { type Accessor, createEffect, createSignal, onCleanup, untrack } from 'solid-js'
import * as z from 'zod/mini'
import { type ActionRequestInput, Outcome } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { type Failure, Failure as FailureShape, type FailureCode } from '#schema/contract/failure.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { api } from './client.ts'
import { goToLogin } from './to-login.ts'
import { useLive } from './live.ts'

export type Accepted = Extract<Outcome, { ok: true }>

/** How far an action has come. `unsent`: the page is offline. `unanswered`: nobody knows whether it arrived; sending it again is still one action. */
export type Progress =
  | { step: 'writing' }
  | { step: 'sending' }
  | { step: 'pending'; message: string }
  | { step: 'settled'; outcome: Accepted; case: Case | null }
  | { step: 'refused'; failure: Failure }
  | { step: 'unsent'; message: string }
  | { step: 'unanswered'; message: string }

/** Refusals after which the action may exist all the same, or is kept: the same id must be used again. */
const keepsId: ReadonlySet<FailureCode> = new Set([
  'internal',
  'unknown_outcome',
  'discord_down',
  'discord_rate_limited',
])

async function post(guild: Snowflake, request: ActionRequestInput): Promise<Outcome | null> {
  try {
    const response = await api.guilds[':guild'].actions.$post({ param: { guild }, json: request })
    const body: unknown = await response.json()
    return z.safeParse(z.union([Outcome, FailureShape]), body).data ?? null
  } catch {
    return null
  }
}

/**
 * One action on its way: its id is made here, once, so that a double click or a second try is the same action. What the
 * stream tells counts as much as the answer, whichever comes first.
 */
export function createSubmission(guild: Accessor<Snowflake>) {
  const live = useLive()
  const [progress, setProgress] = createSignal<Progress>({ step: 'writing' })
  let id = crypto.randomUUID() as string
  let asked: Omit<ActionRequestInput, 'id'> | null = null

  onCleanup(
    live.on((frame) => {
      if (frame.type === 'case.opened' || frame.type === 'case.updated') {
        if (frame.data.actionId === id) settleByCase(frame.data)
      } else if (frame.type === 'action.refused' && frame.data.actionId === id && isOpen())
        refuse({ ok: false, code: codeOf(frame.data.code), message: frame.data.message })
    }),
  )

  // back on line, what was not sent is a form like any other
  createEffect(
    () =>
      live.state() === 'live' &&
      navigator.onLine &&
      untrack(progress).step === 'unsent' &&
      setProgress({ step: 'writing' }),
  )

  const isOpen = () => ['sending', 'pending', 'unanswered'].includes(progress().step)

  function settleByCase(c: Case): void {
    const before = progress()
    if (before.step === 'settled') {
      const state = c.status === 'done' ? 'done' : before.outcome.state
      return void setProgress({ ...before, outcome: { ...before.outcome, state }, case: c })
    }
    if (!isOpen()) return
    if (c.status === 'refused' && c.failure) return refuse({ ok: false, ...c.failure })
    const state = c.status === 'done' ? 'done' : 'unknown'
    const outcome: Accepted = { ok: true, actionId: id, state, number: c.number, message: '', dm: c.dm ?? undefined }
    setProgress({ step: 'settled', outcome, case: c })
  }

  function refuse(failure: Failure): void {
    if (failure.code === 'signed_out' || failure.code === 'session_ended') return goToLogin()
    if (keepsId.has(failure.code)) return void setProgress({ step: 'unanswered', message: failure.message })
    setProgress({ step: 'refused', failure })
    id = crypto.randomUUID()
  }

  function settle(outcome: Outcome | null): void {
    if (!isOpen()) return
    if (!outcome)
      setProgress({
        step: 'unanswered',
        message:
          'Wardroom did not answer, so it is not known whether this arrived. Trying again is safe: it stays one action.',
      })
    else if (!outcome.ok) refuse(outcome)
    else if (outcome.state === 'pending') setProgress({ step: 'pending', message: outcome.message })
    else setProgress({ step: 'settled', outcome, case: null })
  }

  async function send(): Promise<void> {
    if (!asked || progress().step === 'sending') return
    if (!navigator.onLine || live.state() === 'offline') {
      const message = 'You are offline. Nothing was sent just now, and nothing will be sent later by itself.'
      // a try that may have arrived stays open, under its id
      if (progress().step === 'unanswered') setProgress({ step: 'unanswered', message })
      else setProgress({ step: 'unsent', message })
      return
    }
    const mine = id
    setProgress({ step: 'sending' })
    const outcome = await post(guild(), { id: mine, ...asked })
    if (mine === id) settle(outcome)
  }

  return {
    progress,
    /** Sends the action once; while it is on its way, again does nothing. */
    submit(request: Omit<ActionRequestInput, 'id'>): Promise<void> {
      if (isOpen()) return Promise.resolve()
      asked = request
      return send()
    },
    /** Sends the very same action again, under the same id. */
    retry: send,
    /** Back to the form after a refusal. */
    revise: () => ['refused', 'unsent'].includes(progress().step) && setProgress({ step: 'writing' }),
  }
}

const codeOf = (code: string): FailureCode => FailureShape.shape.code.safeParse(code).data ?? 'discord_refused'
