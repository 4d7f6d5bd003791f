import { createSignal, For, Show } from 'solid-js'
import type { ThreadEntry } from '#schema/contract/comment.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import type { CaseWork } from '#web/data/case-work.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { CommentBox } from './comment-box.tsx'
import { Section } from './section.tsx'
import { ThreadLine } from './thread-line.tsx'

/** What the staff said of a case and changed of it, oldest first, and the place to say more. */
export function CaseThread(props: { number: number; work: CaseWork; refusal: string | undefined }) {
  const [loading, setLoading] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const earlier = async () => {
    setLoading(true)
    setProblem(undefined)
    await props.work.loadEarlier().catch((error: unknown) => setProblem(failureMessage(error)))
    setLoading(false)
  }
  const byId = () => new Map(props.work.thread().map((entry) => [entry.id, entry]))
  const ids = () => [...byId().keys()]
  return (
    <Section title="Thread">
      <Show when={props.work.query.isError}>
        <ErrorPanel
          title="The thread could not be loaded"
          message={failureMessage(props.work.query.error)}
          onRetry={() => void props.work.query.refetch()}
          retrying={props.work.query.isFetching}
        />
      </Show>
      <Show when={props.work.query.isPending}>
        <Skeleton lines={2} class="h-5" label="Loading the thread" />
      </Show>
      <Show when={props.work.hasEarlier()}>
        <div>
          <Button size="sm" variant="ghost" busy={loading()} onClick={() => void earlier()}>
            Show what was earlier
          </Button>
        </div>
      </Show>
      <Show when={problem()}>
        {(message) => <ErrorPanel title="The rest could not be loaded" message={message()} />}
      </Show>
      <Show when={ids().length > 0}>
        <ol class="grid gap-3" aria-label="Comments and changes">
          <For each={ids()}>
            {(id) => <Line number={props.number} entry={byId().get(id)} refusal={props.refusal} />}
          </For>
        </ol>
      </Show>
      <Show when={props.work.query.isSuccess && ids().length === 0}>
        <p class="text-sm text-ink-3">Nobody has said anything yet. Only the staff see what is written here.</p>
      </Show>
      <CommentBox number={props.number} refusal={props.refusal} />
    </Section>
  )
}

const Line = (props: { number: number; entry: ThreadEntry | undefined; refusal: string | undefined }) => (
  <Show when={props.entry}>
    {(entry) => <ThreadLine number={props.number} entry={entry()} refusal={props.refusal} />}
  </Show>
)
