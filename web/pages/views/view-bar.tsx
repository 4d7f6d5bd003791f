import { useSearchParams } from '@solidjs/router'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import SaveIcon from '~icons/lucide/bookmark-plus'
import MoreIcon from '~icons/lucide/ellipsis'
import type { SavedView, ViewPage } from '#schema/contract/view.ts'
import { keepFocus } from '#web/primitives/keep-focus.ts'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuItem } from '#web/ui/menu-item.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { changeView, deleteView, useViews } from '#web/data/views.ts'
import { ViewDialog } from './view-dialog.tsx'

/** A view that comes with Wardroom. */
export interface StandardView {
  id: string
  name: string
  query: string
}

/**
 * The views of a list, as links: those that come with it, one's own, and those that are shared. The one that is open says when
 * its filters were changed, and keeps them on request.
 */
export function ViewBar(props: {
  page: ViewPage
  /** the page's path in the dashboard */
  path: string
  standard: readonly StandardView[]
  /** the filters in force, as the page writes them */
  query: string
  /** the view the address names */
  view: string | undefined
  /** a query as the page would write it, so that the same filters compare as the same */
  normal: (query: string) => string
  /** by query, how many there are of it, where that is known */
  countOf?: (query: string) => string | undefined
}) {
  const guild = useGuild()
  const saved = useViews(
    () => guild.id,
    () => props.page,
  )
  const [dialog, setDialog] = createSignal<'save' | 'rename' | null>(null)
  const [removing, setRemoving] = createSignal<SavedView | null>(null)
  const own = (): readonly SavedView[] => saved.data ?? []
  const all = (): (StandardView & Partial<SavedView>)[] => [...props.standard, ...own()]
  const current = createMemo(
    () =>
      all().find((view) => view.id === props.view) ??
      all().find((view) => props.view === undefined && props.normal(view.query) === props.query),
  )
  const [, setParams] = useSearchParams()
  // a view that is gone names nothing; the filters it meant stay
  createEffect(
    on(
      () => saved.data,
      (known) => {
        if (known && props.view !== undefined && !all().some(({ id }) => id === props.view))
          setParams({ view: undefined }, { replace: true, scroll: false })
      },
    ),
  )
  let bar!: HTMLDivElement
  let nav!: HTMLElement
  // where the views are more than fit, the one that is open is in sight
  createEffect(() => {
    if (!current()) return
    const link = nav.querySelector<HTMLElement>('[aria-current]')
    if (link) nav.scrollLeft = link.offsetLeft - 16
  })
  const isModified = () => {
    const view = current()
    return view !== undefined && props.normal(view.query) !== props.query
  }
  keepFocus(() => bar, {
    changes: () => [current()?.id, isModified()],
    next: () => nav.querySelector('[aria-current]') ?? nav.querySelector('a'),
  })
  const kept = () => own().find((view) => view.id === current()?.id)
  const mayChange = () => {
    const view = kept()
    return view !== undefined && (view.ownerId === guild.access().userId || guild.seated('admin'))
  }
  const href = (view: { id: string; query: string }) => {
    const query = [view.query, view.id === 'all' ? '' : `view=${view.id}`].filter(Boolean).join('&')
    return guild.link(`${props.path}${query ? `?${query}` : ''}`)
  }
  const attempt = (work: Promise<unknown>, said: string) =>
    work.then(
      () => showToast(said, { tone: 'ok' }),
      (error: unknown) => showToast(failureMessage(error), { tone: 'danger' }),
    )
  const save = () => {
    const view = kept()
    if (view) void attempt(changeView(guild.id, view.id, { query: props.query }), `${view.name} saved`)
  }
  return (
    <div ref={bar} class="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <div class="flex max-w-full min-w-0 items-center gap-2">
        <nav ref={nav} aria-label="Views" class="relative -m-1 min-w-0 overflow-x-auto p-1">
          <ul class="flex gap-1.5">
            <For each={all()}>
              {(view) => (
                <li class="flex-none">
                  <a
                    href={href(view)}
                    aria-current={current()?.id === view.id ? 'true' : undefined}
                    title={view.ownerId && !view.shared ? 'Only you see this view' : undefined}
                    {...{ noscroll: '' }}
                    class="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line bg-surface px-3 text-sm font-medium text-ink-2 hover:bg-hover aria-[current]:border-accent-mark aria-[current]:bg-accent-soft aria-[current]:text-accent coarse:min-h-11"
                  >
                    <bdi class="max-w-48 truncate">{view.name}</bdi>
                    <Show when={current()?.id === view.id && isModified()}>
                      <span class="size-2 rounded-full bg-accent-mark" aria-hidden="true" />
                      <span class="sr-only">, modified</span>
                    </Show>
                    <Show when={props.countOf?.(view.query)}>{(count) => <span class="text-xs">{count()}</span>}</Show>
                  </a>
                </li>
              )}
            </For>
          </ul>
        </nav>
        <Show when={!isModified() && mayChange() && kept()}>
          {(view) => (
            <Menu
              label={`View ${view().name}`}
              align="end"
              trigger={(trigger) => (
                <Button size="sm" variant="ghost" data-icon="" aria-label={`View ${view().name}`} {...trigger}>
                  <MoreIcon />
                </Button>
              )}
            >
              <MenuItem onSelect={() => setDialog('rename')}>Name and sharing…</MenuItem>
              <MenuItem tone="danger" onSelect={() => setRemoving(view())}>
                Delete…
              </MenuItem>
            </Menu>
          )}
        </Show>
      </div>
      <Show when={isModified() || (!current() && props.query !== '')}>
        <div class="flex flex-none items-center gap-1">
          <Show when={isModified() && mayChange()}>
            <Button size="sm" onClick={save}>
              Save
            </Button>
          </Show>
          <Button size="sm" variant="ghost" onClick={() => setDialog('save')}>
            <SaveIcon /> {current() ? 'Save as…' : 'Save view…'}
          </Button>
          <Show when={isModified() && current()}>
            {(view) => (
              <LinkButton size="sm" variant="ghost" href={href(view())}>
                Reset
              </LinkButton>
            )}
          </Show>
        </div>
      </Show>
      <ViewDialog
        open={dialog() !== null}
        onClose={() => setDialog(null)}
        page={props.page}
        query={props.query}
        view={dialog() === 'rename' ? kept() : undefined}
        href={href}
      />
      <ConfirmDialog
        open={removing() !== null}
        onClose={() => setRemoving(null)}
        onConfirm={() => {
          const view = removing()
          setRemoving(null)
          if (view) void attempt(deleteView(guild.id, view.id), `${view.name} deleted`)
        }}
        title="Delete this view?"
        confirm="Delete view"
      >
        <p>
          <bdi>{removing()?.name}</bdi> goes{removing()?.shared ? ' for everybody here' : ''}. What it shows stays as it
          is.
        </p>
      </ConfirmDialog>
    </div>
  )
}
