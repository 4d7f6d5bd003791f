import { useNavigate } from '@solidjs/router'
import { createSignal } from 'solid-js'
import type { SweepSource } from '#schema/contract/sweep.ts'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useSweepCommands } from '#web/data/sweeps.ts'

/** Plans to take back what these mean, and opens the plan: there is nothing to ask before, and nothing happens before it is started. */
export function createUndo() {
  const guild = useGuild()
  const navigate = useNavigate()
  const commands = useSweepCommands(() => guild.id)
  const [busy, setBusy] = createSignal(false)
  const undo = async (source: SweepSource): Promise<void> => {
    if (busy()) return
    setBusy(true)
    try {
      const plan = await commands.plan({ source, deed: { kind: 'reverse', reason: '' }, dm: false })
      navigate(guild.link(`/sweeps/${plan.id}`))
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return { undo, busy }
}
