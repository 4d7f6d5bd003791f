import { For, Show } from 'solid-js'
import { reportTopics } from '#schema/contract/report-kinds.ts'
import type { Report, Reporter } from '#schema/contract/report.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { dmWords } from '#web/pages/cases/case-words.ts'
import { Fact } from '#web/pages/cases/fact.tsx'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'
import { PersonMark } from '#web/pages/marks/person-mark.tsx'
import { ReportMessage } from './report-message.tsx'
import { ReportPast } from './report-past.tsx'
import { stateWords } from './report-words.ts'

/** Everything on record about one report. */
export function ReportDetail(props: { report: Report }) {
  const state = () => stateWords(props.report.state)
  return (
    <div class="grid gap-5">
      <div class="flex flex-wrap items-center gap-x-3 gap-y-1">
        <PersonMark person={props.report.target} size={32} />
        <Badge tone={state().tone}>{state().text}</Badge>
        <Time long at={props.report.createdAt} class="ml-auto text-ink-3" />
      </div>
      <Show when={props.report.message}>
        {(message) => <ReportMessage number={props.report.number} message={message()} />}
      </Show>

      <section aria-labelledby="reporters" class="grid gap-2">
        <h3 id="reporters" class="font-semibold">
          {props.report.count === 1 ? 'Who reported it' : `The ${props.report.count} who reported it`}
        </h3>
        <ol class="grid gap-2.5">
          <For each={props.report.reporters}>
            {(reporter) => <ReporterLine reporter={reporter} answered={props.report.answer !== null} />}
          </For>
        </ol>
        <Show when={props.report.count > props.report.reporters.length}>
          <p class="text-sm text-ink-3">
            {props.report.count - props.report.reporters.length} more are counted, not listed.
          </p>
        </Show>
      </section>

      <dl class="grid gap-2.5 empty:hidden">
        <Show when={props.report.assignee}>
          {(assignee) => (
            <Fact label="Taken by">
              <PersonMark person={assignee()} />
            </Fact>
          )}
        </Show>
        <Show when={props.report.cases.length > 0}>
          <Fact label="Done about it">
            <span class="flex flex-wrap gap-x-3">
              <For each={props.report.cases}>{(number) => <CaseMark number={number} />}</For>
            </span>
          </Fact>
        </Show>
        <Show when={props.report.endedAt}>
          {(at) => (
            <Fact label={state().text}>
              <Time long at={at()} />
              <Show when={props.report.endedBy}>
                {(by) => (
                  <>
                    {' '}
                    by <PersonMark person={by()} bare />
                  </>
                )}
              </Show>
            </Fact>
          )}
        </Show>
        <Show when={props.report.why}>
          {(why) => (
            <Fact label="Why">
              <span dir="auto" class="break-words whitespace-pre-wrap">
                {why()}
              </span>
            </Fact>
          )}
        </Show>
        <Show when={props.report.endedAt}>
          <Fact label="Answer">
            <Show when={props.report.answer} fallback={<span class="text-ink-3">Nobody was told</span>}>
              {(answer) => (
                <span dir="auto" class="break-words whitespace-pre-wrap">
                  {answer()}
                </span>
              )}
            </Show>
          </Fact>
        </Show>
        <Show when={postProblem(props.report)}>
          {(problem) => (
            <Fact label="In the channel">
              <span class="text-ink-2">Not posted: {problem()}</span>
            </Fact>
          )}
        </Show>
      </dl>
      <ReportPast report={props.report} />
    </div>
  )
}

const postProblem = ({ post }: Report): string | null => (post && 'error' in post ? post.error : null)

function ReporterLine(props: { reporter: Reporter; answered: boolean }) {
  return (
    <li class="grid gap-0.5">
      <p class="flex flex-wrap items-center gap-x-2">
        <PersonMark person={props.reporter.person} size={20} />
        <span class="text-sm text-ink-3">{reportTopics[props.reporter.topic]}</span>
        <Time at={props.reporter.at} class="ml-auto text-sm text-ink-3" />
      </p>
      <Show when={props.reporter.text}>
        <p dir="auto" class="break-words whitespace-pre-wrap text-ink-2">
          {props.reporter.text}
        </p>
      </Show>
      <Show when={props.answered}>
        <p class="text-sm text-ink-3">
          Answer:{' '}
          {props.reporter.told
            ? dmWords(props.reporter.told).text.replace(/^Not/, 'not').replace(/^D/, 'd')
            : 'on its way'}
        </p>
      </Show>
    </li>
  )
}
