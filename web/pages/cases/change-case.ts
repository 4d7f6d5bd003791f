import type { Person } from '#schema/contract/action.ts'
import type { CaseChange } from '#schema/contract/case-change.ts'
import type { Case } from '#schema/contract/case.ts'
import { showToast } from '#web/ui/toast.ts'
import { createCaseChange, foresee, undoing } from '#web/data/case-change.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useSession } from '#web/data/session.ts'

/** Changes the case that is open; `done` is said when it is done, with a way back. */
export type ChangeCase = (change: CaseChange, how: { done: string; assignee?: Person | null }) => void

/** Changes of the staff's to the case that is open: shown at once, taken back when refused, undone from the message. */
export function createChangeCase(current: () => Case | undefined) {
  const guild = useGuild()
  const session = useSession()
  const work = createCaseChange(() => guild.id)
  const me = (): Person => ({
    id: guild.access().userId,
    name: guild.access().name,
    avatar: session.data?.user.avatar ?? null,
  })
  const send = async (c: Case, change: CaseChange, how: { done?: string; assignee?: Person | null }): Promise<void> => {
    const people = { me: me(), ...(how.assignee === undefined ? {} : { assignee: how.assignee }) }
    const back = undoing(c, change)
    try {
      await work.change(c.number, change, (shown) => ({ ...shown, ...foresee(shown, change, people) }))
      if (how.done)
        showToast(how.done, {
          tone: 'ok',
          action: { label: 'Undo', run: () => void send(c, back, { assignee: c.assignee }) },
        })
    } catch (error) {
      showToast(`Case #${c.number} was not changed. ${failureMessage(error)}`, { tone: 'danger' })
    }
  }
  const change: ChangeCase = (what, how) => {
    const c = current()
    if (c) void send(c, what, how)
  }
  return { shown: work.shown, change }
}
