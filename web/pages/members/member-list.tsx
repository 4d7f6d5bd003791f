import { useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import NobodyIcon from '~icons/lucide/user-search'
import UsersIcon from '~icons/lucide/users'
import { createListKeys } from '#web/primitives/list-keys.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Snowflake } from '#schema/contract/ids.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { createMemberList } from '#web/data/members.ts'
import { ListSkeleton } from '#web/pages/list/list-skeleton.tsx'
import { LiveSwitch } from '#web/pages/list/live-switch.tsx'
import { NewPill } from '#web/pages/list/new-pill.tsx'
import { type ListHandle, RowList } from '#web/pages/list/row-list.tsx'
import { focusSearch, SearchBox } from '#web/pages/list/search-box.tsx'
import { createWatermark } from '#web/pages/list/watermark.ts'
import { columns, rowGrid } from './member-columns.ts'
import { MemberRow } from './member-row.tsx'
import { readMemberSearch } from './member-search.ts'
import { SyncProgress } from './sync-progress.tsx'

/** Everyone in the server, and who was, by name or newest first. */
export function MemberList() {
  const guild = useGuild()
  const [params, setParams] = useSearchParams()
  const [paused, setPaused] = createSignal(false)
  let handle: ListHandle | undefined

  const search = createMemo(() => readMemberSearch(params), undefined, {
    equals: (a, b) => a.q === b.q && a.order === b.order,
  })
  const list = createMemberList({ guild: () => guild.id, search })
  const focusedRow = () => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row
  const live = createWatermark({
    rows: list.rows,
    height: (m) => (search().order === 'joined' && !search().q ? (m.joinedAt ?? 0) : 0),
    list: search,
    mayMove: () => !paused() && focusedRow() === undefined && (handle?.isAtTop() ?? true),
  })
  const waiting = () => live.waiting() + list.joinedElsewhere()
  const letIn = () => {
    live.letIn()
    if (list.joinedElsewhere() > 0) list.refetch()
    handle?.scrollToTop()
  }
  const find = (q: string) => setParams({ q: q || null }, { replace: true, scroll: false })

  createListKeys({
    move: (by) => {
      const rows = live.visible()
      const to = Math.min(rows.length - 1, Math.max(0, rows.findIndex((m) => m.id === focusedRow()) + by))
      if (rows[to]) handle?.show(to)
    },
    search: focusSearch,
  })

  return (
    <div class="page">
      <PageHeader
        title="Members"
        actions={
          <LiveSwitch
            paused={paused()}
            onChange={(to) => {
              setPaused(to)
              if (!to) live.letIn()
            }}
          />
        }
      />
      <div class="grid gap-3">
        <search class="flex flex-wrap items-center gap-2">
          <SearchBox
            text={search().q ?? ''}
            label="Search by the beginning of a name, or by id"
            placeholder="Name or id"
            onSearch={find}
          />
          <Segmented
            label="Order"
            value={search().order === 'name' ? 'name' : 'joined'}
            options={[
              { value: 'joined', label: 'Newest' },
              { value: 'name', label: 'By name' },
            ]}
            onChoose={(order) => setParams({ order: order === 'joined' ? null : order }, { scroll: false })}
          />
        </search>
        <SyncProgress />
      </div>
      <div class="min-w-0">
        <NewPill count={waiting()} one="joined" many="joined" onShow={letIn} />
        <Switch>
          <Match when={live.visible().length === 0 && list.error()}>
            {(error) => (
              <ErrorPanel
                title="The members could not be loaded"
                message={failureMessage(error())}
                onRetry={list.refetch}
                retrying={list.isFetching()}
              />
            )}
          </Match>
          <Match when={list.isLoading()}>
            <ListSkeleton label="Loading members" />
          </Match>
          <Match when={live.visible().length === 0}>
            <div class="card">
              <NoMembers q={search().q} onClear={() => (find(''), focusSearch())} />
            </div>
          </Match>
          <Match when={true}>
            <RowList
              ref={(made) => (handle = made)}
              label="Members"
              older="more members"
              columns={columns}
              grid={rowGrid}
              rows={live.visible()}
              idOf={(m) => m.id}
              list={list}
            >
              {(m, index) => <MemberRow member={m()} rowIndex={index() + 2} isFresh={live.isFresh(m())} />}
            </RowList>
          </Match>
        </Switch>
      </div>
    </div>
  )
}

/** Nobody to show; someone who was never here still has a page, by id. */
function NoMembers(props: { q: string | undefined; onClear: () => void }) {
  const guild = useGuild()
  const id = () => (Snowflake.safeParse(props.q).success ? props.q : undefined)
  return (
    <Show
      when={props.q}
      fallback={
        <EmptyState icon={<UsersIcon />} title="No members known yet">
          The list is read from Discord when the bot joins. It needs the Server Members intent.
        </EmptyState>
      }
    >
      <EmptyState
        icon={<NobodyIcon />}
        title={id() ? 'Not among the members' : 'Nobody has a name that begins so'}
        action={
          <>
            <Button onClick={() => props.onClear()}>Clear search</Button>
            <Show when={id()}>
              {(user) => (
                <LinkButton variant="primary" href={guild.link(`/members/${user()}`)}>
                  Open this person's page
                </LinkButton>
              )}
            </Show>
          </>
        }
      >
        {id()
          ? 'Someone with this id may be banned, or was never here. Their page and history can be opened all the same.'
          : 'Names are found by how they begin: nickname, display name or username.'}
      </EmptyState>
    </Show>
  )
}
