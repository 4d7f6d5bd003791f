import { createSignal, For, Show } from 'solid-js'
import type { Import, ImportSource, ImportState } from '#schema/contract/import.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Badge, type Tone } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { Time } from '#web/ui/time.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { rollBackImport } from '#web/data/imports.ts'

const sources: Record<ImportSource, string> = { discord_bans: 'Bans from Discord', csv: 'CSV file', json: 'JSON file' }
const states: Record<ImportState, { tone: Tone; text: string }> = {
  running: { tone: 'info', text: 'Running' },
  done: { tone: 'ok', text: 'Done' },
  failed: { tone: 'danger', text: 'Failed: Discord does not give the bans to the bot' },
  rolling_back: { tone: 'info', text: 'Rolling back' },
  rolled_back: { tone: 'neutral', text: 'Rolled back' },
}

/** The latest imports: how far each is, what it made, and the way back. */
export function ImportList(props: { imports: readonly Import[]; busy: boolean }) {
  const guild = useGuild()
  const [leaving, setLeaving] = createSignal<Import | null>(null)
  const rollBack = (one: Import) =>
    rollBackImport(guild.id, one.id).catch((error: unknown) => showToast(failureMessage(error), { tone: 'danger' }))
  const words = ({ counts, state }: Import) => {
    if (state === 'rolled_back' || state === 'rolling_back')
      return `${formatNumber(counts.rolledBack)} taken back${counts.kept > 0 ? `, ${formatNumber(counts.kept)} kept because somebody had worked on them` : ''}`
    const known = counts.known > 0 ? `, ${formatNumber(counts.known)} known before` : ''
    return `${formatNumber(counts.opened)} ${counts.opened === 1 ? 'case' : 'cases'}${known}`
  }
  const progress = ({ state, counts, source }: Import) =>
    state === 'running' && source !== 'discord_bans' ? counts.opened + counts.known : undefined
  return (
    <>
      <Show when={props.imports.length > 0} fallback={<p class="text-ink-2">Nothing was imported yet.</p>}>
        <ul class="divide-y divide-line">
          <For each={props.imports}>
            {(one) => (
              <li class="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-3">
                <span class="font-semibold">{sources[one.source]}</span>
                <Badge tone={states[one.state].tone}>{states[one.state].text}</Badge>
                <span class="text-ink-2" role="status">
                  {words(one)}
                </span>
                <Show when={progress(one)}>
                  {(done) => (
                    <progress
                      class="h-2 w-32 accent-primary"
                      value={done()}
                      max={one.counts.total}
                      aria-label="How far the import is"
                    />
                  )}
                </Show>
                <span class="text-sm text-ink-3">
                  by <bdi>{one.by.name}</bdi>, <Time at={one.createdAt} />
                </span>
                <span class="ml-auto flex gap-2">
                  <Show when={one.counts.opened > 0}>
                    <a class="link inline-flex min-h-8 items-center" href={guild.link(`/cases?import=${one.id}`)}>
                      Show
                    </a>
                  </Show>
                  <Show when={(one.state === 'done' || one.state === 'failed') && one.counts.opened > 0}>
                    <Button
                      size="sm"
                      reason={props.busy ? 'Another import is running.' : undefined}
                      onClick={() => setLeaving(one)}
                    >
                      Roll back…
                    </Button>
                  </Show>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <ConfirmDialog
        open={leaving() !== null}
        onClose={() => setLeaving(null)}
        onConfirm={() => {
          const one = leaving()
          setLeaving(null)
          if (one) void rollBack(one)
        }}
        title="Roll this import back?"
        confirm="Roll back"
      >
        <p>
          Its {formatNumber(leaving()?.counts.opened ?? 0)} cases stay under their numbers, marked as rolled back, and
          count for nobody. Those that somebody has worked on since are kept as they are.
        </p>
      </ConfirmDialog>
    </>
  )
}
