import { useSearchParams } from '@solidjs/router'
import { For, Match, Show, Switch } from 'solid-js'
import MegaphoneIcon from '~icons/lucide/megaphone'
import PlusIcon from '~icons/lucide/plus'
import type { Broadcast } from '#schema/contract/broadcast.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Time } from '#web/ui/time.tsx'
import { createBroadcastList, type BroadcastShelf } from '#web/data/broadcasts.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { onPanel } from '#web/data/panel.ts'
import { ListSkeleton } from '#web/pages/list/list-skeleton.tsx'
import { categoryWords, stateWords, sum } from './words.ts'

type Shown = BroadcastShelf | ''
const shelves: readonly { value: Shown; label: string }[] = [
  { value: '', label: 'All' },
  { value: 'sent', label: 'Sent' },
  { value: 'scheduled', label: 'Scheduled' },
  { value: 'drafts', label: 'Drafts' },
  { value: 'templates', label: 'Templates' },
]
const nobodyPinged = 'A broadcast goes to the channel each server chose for it. Nobody is ever pinged.'
const empty: Record<Shown, { title: string; text: string }> = {
  '': { title: 'Nothing was written yet', text: nobodyPinged },
  sent: { title: 'Nothing was sent yet', text: nobodyPinged },
  scheduled: { title: 'Nothing waits for its moment', text: 'A moment is chosen when a broadcast is sent.' },
  drafts: { title: 'No drafts', text: 'What is written is kept here by itself until it is sent.' },
  templates: { title: 'No templates', text: 'Any broadcast that is being written can be kept as one.' },
}

/** What was sent to all servers, and what is to be. */
export function Broadcasts() {
  const [params, setParams] = useSearchParams()
  const shelf = (): BroadcastShelf | undefined => shelves.find(({ value }) => value === params.show)?.value || undefined
  const list = createBroadcastList(shelf)
  const rows = () => list.pages().flatMap((page) => page.rows)
  onPanel('broadcast.changed', ({ broadcast }) => {
    const known = rows().find(({ id }) => id === broadcast.id)
    if (known?.state !== broadcast.state || known.title !== broadcast.title) void list.refetch()
  })
  onPanel('broadcast.deleted', () => void list.refetch())
  return (
    <div class="page">
      <PageHeader
        title="Broadcasts"
        lead="One message to every server that wants it, each once, with a report that adds up."
        actions={
          <LinkButton variant="primary" href="/admin/broadcasts/new">
            <PlusIcon /> New broadcast
          </LinkButton>
        }
      />
      <div class="-mx-1 overflow-x-auto px-1 py-0.5">
        <Segmented
          label="Which broadcasts"
          value={shelf() ?? ''}
          options={shelves}
          onChoose={(show) => setParams({ show: show || null }, { scroll: false })}
        />
      </div>
      <Switch>
        <Match when={list.error() && rows().length === 0 && list.error()}>
          {(error) => (
            <ErrorPanel
              title="The broadcasts could not be loaded"
              message={failureMessage(error())}
              onRetry={list.refetch}
              retrying={list.isFetching()}
            />
          )}
        </Match>
        <Match when={list.isLoading()}>
          <ListSkeleton label="Loading broadcasts" />
        </Match>
        <Match when={rows().length === 0}>
          <div class="card">
            <EmptyState icon={<MegaphoneIcon />} title={empty[shelf() ?? ''].title}>
              {empty[shelf() ?? ''].text}
            </EmptyState>
          </div>
        </Match>
        <Match when={true}>
          <ul class="card divide-y divide-line">
            <For each={rows()}>{(broadcast) => <Row broadcast={broadcast} />}</For>
          </ul>
          <Show when={list.hasMore()}>
            <div class="grid justify-items-center">
              <Button variant="ghost" size="sm" busy={list.isLoadingMore()} onClick={list.loadMore}>
                Load older broadcasts
              </Button>
            </div>
          </Show>
        </Match>
      </Switch>
    </div>
  )
}

function Row(props: { broadcast: Broadcast }) {
  const state = () => stateWords[props.broadcast.state]
  const when = () => props.broadcast.startedAt ?? props.broadcast.scheduledAt ?? props.broadcast.createdAt
  return (
    <li class="relative flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover has-focus-visible:bg-hover">
      <div class="min-w-0 flex-1 basis-64">
        <a
          href={`/admin/broadcasts/${props.broadcast.id}`}
          class="font-semibold text-ink after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {props.broadcast.title}
        </a>
        <p class="text-sm text-ink-3">
          {categoryWords[props.broadcast.category].label} · <Time long at={when()} /> · {props.broadcast.createdBy.name}
        </p>
      </div>
      <Show when={props.broadcast.counts}>
        {(counts) => (
          <p class="text-sm text-ink-2">
            {formatNumber(counts().sent + counts().followed)} sent · {formatNumber(sum(counts().skipped))} skipped ·{' '}
            <span class={sum(counts().failed) > 0 ? 'font-semibold text-danger' : ''}>
              {formatNumber(sum(counts().failed))} failed
            </span>
          </p>
        )}
      </Show>
      <Badge tone={state().tone}>{state().label}</Badge>
    </li>
  )
}
