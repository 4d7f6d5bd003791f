import { Show } from 'solid-js'
import EmptyIcon from '~icons/lucide/scroll-text'
import NoMatchIcon from '~icons/lucide/search-x'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'

/** Why there is no case to show: none was opened yet, or none matches. */
export function CasesEmpty(props: { filtered: boolean; onClear: () => void; onAct: () => void }) {
  return (
    <div class="card">
      <Show
        when={props.filtered}
        fallback={
          <EmptyState
            icon={<EmptyIcon />}
            title="No cases yet"
            action={
              <Button variant="primary" onClick={() => props.onAct()}>
                Act…
              </Button>
            }
          >
            Everything done here, from this dashboard, by slash command or by hand in Discord, becomes a case and
            appears here at once.
          </EmptyState>
        }
      >
        <EmptyState
          icon={<NoMatchIcon />}
          title="No case matches"
          action={<Button onClick={() => props.onClear()}>Clear filters</Button>}
        >
          None of this server's cases fits all the filters above.
        </EmptyState>
      </Show>
    </div>
  )
}
