import { useLocation, useParams } from '@solidjs/router'
import { createEffect, ErrorBoundary, For, type JSX, on, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import ServersIcon from '~icons/lucide/server'
import { FlagMark } from '#web/ui/flag-mark.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { createPanelLive, PanelLiveContext } from '#web/data/panel.ts'
import { Broken } from '#web/pages/error/broken.tsx'
import { NotFound } from '#web/pages/error/not-found.tsx'
import { AccountMenu } from '#web/pages/shell/account-menu.tsx'
import { Drawer } from '#web/pages/shell/drawer.tsx'
import { HullLive } from './hull-live.tsx'
import { places } from './places.ts'

/** The frame of the developers' panel. */
export function Panel() {
  const live = createPanelLive()
  const params = useParams<{ place?: string; id?: string }>()
  const page = () => {
    const place = places.find(({ path }) => path === (params.place ? `/${params.place}` : ''))
    return (params.id === undefined ? place?.page : place?.one) ?? NotFound
  }
  let main!: HTMLElement
  createEffect(
    on(
      () => params.place,
      () => main.focus({ preventScroll: true }),
      { defer: true },
    ),
  )
  return (
    <PanelLiveContext.Provider value={live}>
      <div class="flex min-h-dvh flex-col md:flex-row">
        <TopBar />
        <header class="sticky top-0 hidden h-dvh w-60 flex-none overflow-y-auto border-r border-hull-line bg-hull md:block">
          <Side corner={<HullLive />} />
        </header>
        <main ref={main} id="main" tabindex="-1" class="flex min-w-0 flex-1 outline-none">
          <ErrorBoundary fallback={(error, reset) => <Broken inside error={error} reset={reset} />}>
            <Suspense
              fallback={
                <div class="page">
                  <Skeleton lines={4} class="h-16" />
                </div>
              }
            >
              <Dynamic component={page()} />
            </Suspense>
          </ErrorBoundary>
        </main>
      </div>
    </PanelLiveContext.Provider>
  )
}

const row =
  'relative flex min-h-9 items-center gap-3 rounded-md px-3 text-base font-medium text-hull-muted hover:bg-hull-2 hover:text-hull-ink aria-[current]:bg-hull-2 aria-[current]:text-hull-ink coarse:min-h-11'

function Side(props: { corner: JSX.Element }) {
  const location = useLocation()
  const isHere = (path: string) =>
    path === '' ? location.pathname.replace(/\/$/, '') === '/admin' : location.pathname.startsWith(`/admin${path}`)
  return (
    <div class="hull flex h-full flex-col gap-4 p-3">
      <div class="flex items-center justify-between gap-2 px-2 pt-1.5">
        <a href="/admin" class="flex items-center gap-2.5 text-hull-ink">
          <FlagMark class="size-6" />
          <span class="text-lg font-semibold tracking-tight">Developers</span>
        </a>
        {props.corner}
      </div>
      <nav aria-label="Main" class="flex-1">
        <ul class="grid gap-0.5">
          <For each={places}>
            {(place) => (
              <li>
                <a href={`/admin${place.path}`} aria-current={isHere(place.path) ? 'page' : undefined} class={row}>
                  <Dynamic component={place.icon} class="text-lg" />
                  {place.label}
                </a>
              </li>
            )}
          </For>
          <li class="mt-2 border-t border-hull-line pt-2">
            <a href="/servers" class={row}>
              <ServersIcon class="text-lg" />
              Your servers
            </a>
          </li>
        </ul>
      </nav>
      <div class="border-t border-hull-line pt-2">
        <AccountMenu tone="hull" side="top" note="Developer" />
      </div>
    </div>
  )
}

const TopBar = () => (
  <header class="hull sticky top-0 z-20 flex h-14 items-center gap-2 bg-hull px-2 text-hull-ink md:hidden">
    <Drawer>{(close) => <Side corner={close} />}</Drawer>
    <span class="min-w-0 flex-1 truncate font-semibold">Developers</span>
    <span class="pr-2">
      <HullLive />
    </span>
  </header>
)
