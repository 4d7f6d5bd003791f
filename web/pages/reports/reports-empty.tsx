import { Match, Switch } from 'solid-js'
import FlagIcon from '~icons/lucide/flag'
import NoMatchIcon from '~icons/lucide/search-x'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import type { Tab } from './report-filter.ts'

const nothing: Record<Tab, string> = {
  open: 'No report waits',
  taken: 'Nobody is working on a report',
  resolved: 'No report was resolved yet',
  dismissed: 'No report was dismissed yet',
  all: 'Nothing was reported yet',
}

/** Why no report is shown. */
export function ReportsEmpty(props: { tab: Tab; filtered: boolean; onClear: () => void }) {
  return (
    <div class="card">
      <Switch>
        <Match when={props.filtered}>
          <EmptyState
            icon={<NoMatchIcon />}
            title="No report matches"
            action={<Button onClick={() => props.onClear()}>Clear filters</Button>}
          >
            None of the reports in this tab fits the filters above.
          </EmptyState>
        </Match>
        <Match when={true}>
          <EmptyState icon={<FlagIcon />} title={nothing[props.tab]}>
            Members report with a right-click on a message or a person, under Apps, or with /report. It appears here at
            once.
          </EmptyState>
        </Match>
      </Switch>
    </div>
  )
}
