import { fail } from '#schema/contract/failure.ts'
import type { ActionPerformer } from './performer.ts'

/** Takes back a warning: it stays on record, and weighs and counts no more. */
export const unwarn: ActionPerformer<'unwarn'> = {
  repeatable: true,
  onDiscord: false,
  membersOnly: false,
  notice: false,
  ends: [],
  async check({ run, book, warningsOf, keep }, { targetId }) {
    const { about } = run.action
    const named = about === undefined ? undefined : await book.get(about)
    const counting = about === undefined ? (await warningsOf(targetId)).find((c) => !c.points?.voidedBy) : named
    if (counting?.kind !== 'warn' || counting.status !== 'done') return fail('no_such_warning')
    if (counting.points?.voidedBy) return fail('already_revoked', { number: counting.points.voidedBy })
    keep({ warning: counting.number })
    return null
  },
  async perform({ run, book }) {
    const number = Number(run.progress.warning)
    const warning = await book.get(number)
    if (!warning) return fail('no_such_case', { number })
    const { severity = '', points = 0, until = null } = warning.points ?? {}
    book.amend(number, { points: { severity, points, until, voidedBy: run.number ?? 0 } })
    return { ok: true, result: { revoked: number } }
  },
}
