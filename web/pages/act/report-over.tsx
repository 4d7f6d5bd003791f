import { Show } from 'solid-js'
import type { Report } from '#schema/contract/report.ts'

/** That somebody closed the report which the action was to answer, and what it does now. */
export function ReportOver(props: { report: Report | undefined }) {
  return (
    <div role="status" class="empty:hidden">
      <Show when={props.report}>
        {(report) => (
          <div class="rounded-md border border-warn bg-warn-soft px-3.5 py-2.5">
            <p class="font-semibold">
              Report {report().number} was {report().state === 'dismissed' ? 'dismissed' : 'resolved'} meanwhile
              <Show when={report().endedBy}>
                {(person) => (
                  <>
                    {' by '}
                    <bdi>{person().name}</bdi>
                  </>
                )}
              </Show>
            </p>
            <Show when={report().why}>
              {(why) => (
                <p dir="auto" class="line-clamp-3 wrap-anywhere">
                  “{why()}”
                </p>
              )}
            </Show>
            <p class="text-ink-2">
              You can act all the same: the case is linked to the report, the report stays as it is, and nobody is
              answered.
            </p>
          </div>
        )}
      </Show>
    </div>
  )
}
