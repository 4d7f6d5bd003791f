import { createEffect, createRoot, createSignal, getOwner, onCleanup } from 'solid-js'
import { createSubmission } from '#web/data/actions.ts'
import { useGuild } from '#web/data/guild.ts'
import { refetchPerson } from '#web/data/members.ts'
import { announceDone, announceRefused, type AnnouncedDeed } from './announce.ts'

const LATE = 1500

/** An action on its way from the dialog that owns this. It goes on when the dialog is closed, and then says how it ended. */
export function createSending(options: {
  deed: () => AnnouncedDeed | null
  onDone: () => void
  onRefused?: () => void
}) {
  const guild = useGuild()
  let closed = false
  onCleanup(() => (closed = true))

  const [submission, dispose] = createRoot((end) => {
    const made = createSubmission(() => guild.id)
    createEffect(() => {
      const progress = made.progress()
      const deed = options.deed()
      if (progress.step === 'refused' || progress.step === 'unsent') options.onRefused?.()
      if (progress.step === 'settled' && progress.outcome.state === 'done') {
        if (deed) announceDone(deed, progress.outcome, guild.link)
        if (deed?.target) void refetchPerson(guild.id, deed.target.id)
        if (!closed) options.onDone()
        end()
      } else if (closed && progress.step === 'refused') {
        if (deed) announceRefused(deed, progress.failure.message)
        end()
      } else if (closed && (progress.step === 'settled' || progress.step === 'unanswered')) end()
    })
    return [made, end] as const
  }, getOwner())
  onCleanup(() => !['sending', 'pending'].includes(submission.progress().step) && dispose())

  const step = () => submission.progress().step
  const [isLate, setLate] = createSignal(false)
  createEffect(() => {
    setLate(false)
    if (step() !== 'sending') return
    const timer = setTimeout(() => setLate(true), LATE)
    onCleanup(() => clearTimeout(timer))
  })
  return {
    ...submission,
    step,
    /** on its way for so long that it needs a word */
    isLate,
    isBusy: () => step() === 'sending' || step() === 'pending',
    isUnanswered: () => step() === 'unanswered',
    isFinal: () => step() === 'settled',
  }
}
