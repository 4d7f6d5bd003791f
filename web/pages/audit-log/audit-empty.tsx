import { Show } from 'solid-js'
import EmptyIcon from '~icons/lucide/file-clock'
import NoMatchIcon from '~icons/lucide/search-x'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'

/** Why there is no row to show: nothing was done yet, or nothing matches. */
export function AuditEmpty(props: { filtered: boolean; onClear: () => void }) {
  return (
    <div class="card">
      <Show
        when={props.filtered}
        fallback={
          <EmptyState icon={<EmptyIcon />} title="Nothing yet">
            Actions, changed settings, seats and exports, and everything in Discord's own audit log appear here as they
            happen.
          </EmptyState>
        }
      >
        <EmptyState
          icon={<NoMatchIcon />}
          title="No row matches"
          action={<Button onClick={() => props.onClear()}>Clear filters</Button>}
        >
          None of this server's audit log fits all the filters above.
        </EmptyState>
      </Show>
    </div>
  )
}
