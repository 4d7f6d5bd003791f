import { useLocation, type RouteSectionProps } from '@solidjs/router'
import {
  createEffect,
  createMemo,
  createSignal,
  ErrorBoundary,
  lazy,
  Match,
  on,
  onMount,
  Show,
  Suspense,
  Switch,
  type JSX,
} from 'solid-js'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { isFailure } from '#web/data/client.ts'
import { GuildContext } from '#web/data/guild.ts'
import { guildQuery } from '#web/data/guilds.ts'
import { rememberGuild } from '#web/data/last-guild.ts'
import { useQuery } from '#web/data/query.ts'
import { createLive, LiveContext } from '#web/data/live.ts'
import { useSession } from '#web/data/session.ts'
import { createPaletteKeys } from '#web/pages/palette/palette-keys.ts'
import { paletteMode } from '#web/pages/palette/open-palette.ts'
import { actRequest } from '#web/pages/act/open-act.ts'
import { Broken } from '#web/pages/error/broken.tsx'
import { NoAccess } from '#web/pages/error/no-access.tsx'
import { ConnectionState } from './connection-state.tsx'
import { ConnectionNotice } from './connection-notice.tsx'
import { BottomBar, TopBar } from './phone-bars.tsx'
import { Sidebar } from './sidebar.tsx'

const PaletteOverlay = lazy(async () => ({
  default: (await import('#web/pages/palette/overlay.tsx')).PaletteOverlay,
}))
const SweepBar = lazy(async () => ({ default: (await import('#web/pages/sweeps/sweep-bar.tsx')).SweepBar }))
const ActDialog = lazy(async () => ({ default: (await import('#web/pages/act/act-dialog.tsx')).ActDialog }))

const RaidBar = lazy(async () => ({ default: (await import('#web/pages/raid/raid-bar.tsx')).RaidBar }))

/** The frame of every page of one server; another server is another shell. */
export function Shell(props: RouteSectionProps) {
  return (
    <Show when={props.params.guild} keyed>
      {(guild) => <GuildShell guild={guild}>{props.children}</GuildShell>}
    </Show>
  )
}

function GuildShell(props: { guild: string; children: JSX.Element }) {
  const home = useQuery(() => guildQuery(props.guild))
  const session = useSession()
  const live = createLive(props.guild)
  const data = () => (session.data ? home.data : undefined)
  /** without an answer the page stays as it was, and says that it is not live; a refusal closes it */
  const isShut = () => {
    if (home.isFetching || !(home.isError || session.isError)) return false
    return !data() || isFailure(home.error, 'no_such_guild', 'no_seat')
  }
  createEffect(() => data() && rememberGuild(props.guild))
  return (
    <Switch fallback={<Frame />}>
      <Match when={isShut()}>
        <NoAccess
          error={home.error ?? session.error}
          onRetry={() => void Promise.all([home.refetch(), session.refetch()])}
        />
      </Match>
      <Match when={data()}>
        {(known) => (
          <GuildContext.Provider
            value={{
              id: props.guild,
              name: () => known().guild.name,
              icon: () => known().guild.icon,
              ownerId: () => known().guild.ownerId,
              roles: () => known().guild.roles,
              channels: () => known().guild.channels,
              access: () => known().access,
              deeds: () => known().deeds,
            }}
          >
            <LiveContext.Provider value={live}>
              <Layout>{props.children}</Layout>
            </LiveContext.Provider>
          </GuildContext.Provider>
        )}
      </Match>
    </Switch>
  )
}

function Layout(props: { children: JSX.Element }) {
  const location = useLocation()
  const [painted, setPainted] = createSignal(false)
  let main!: HTMLElement
  // a case or a report opens beside its list, which keeps its place and the focus
  const place = createMemo(() => location.pathname.replace(/\/(cases|reports)\/.*/, '/$1'))
  createEffect(on(place, () => main.focus({ preventScroll: true }), { defer: true }))
  // ahead of its first use, so that it opens at once, and also without a connection
  onMount(
    () =>
      void setTimeout(() => {
        void ActDialog.preload()
        void PaletteOverlay.preload()
        setPainted(true)
      }),
  )
  createPaletteKeys()
  return (
    <>
      <a
        href="#main"
        rel="external"
        class="button sr-only focus-visible:not-sr-only focus-visible:fixed! focus-visible:top-2 focus-visible:left-2 focus-visible:z-50"
        data-variant="primary"
        onClick={(event) => {
          event.preventDefault()
          main.focus()
        }}
      >
        Skip to content
      </a>
      <div class="flex min-h-dvh flex-col md:flex-row">
        <TopBar />
        <header class="sticky top-0 hidden h-dvh w-60 flex-none overflow-y-auto border-r border-hull-line bg-hull md:block">
          <Sidebar corner={<ConnectionState />} />
        </header>
        <main ref={main} id="main" tabindex="-1" class="flex min-w-0 flex-1 outline-none">
          <div class="flex min-w-0 flex-1 flex-col">
            <Show when={painted()}>
              <Suspense>
                <RaidBar />
              </Suspense>
            </Show>
            <ConnectionNotice />
            <Show when={painted()}>
              <ErrorBoundary fallback={null}>
                <Suspense>
                  <SweepBar />
                </Suspense>
              </ErrorBoundary>
            </Show>
            <div class="flex min-w-0 flex-1">
              <ErrorBoundary fallback={(error, reset) => <Broken inside error={error} reset={reset} />}>
                <Suspense fallback={<Waiting />}>{props.children}</Suspense>
              </ErrorBoundary>
            </div>
          </div>
        </main>
        <BottomBar />
      </div>
      <Show when={paletteMode()}>
        <Suspense>
          <PaletteOverlay />
        </Suspense>
      </Show>
      <Show when={actRequest()}>
        <Suspense>
          <ActDialog />
        </Suspense>
      </Show>
    </>
  )
}

/** The empty frame, in the geometry of what comes. */
function Frame() {
  return (
    <div class="flex min-h-dvh flex-col md:flex-row">
      <div class="h-14 flex-none bg-hull md:h-dvh md:w-60" />
      <main id="main" class="flex flex-1">
        <h1 class="sr-only">Loading</h1>
        <Waiting />
      </main>
    </div>
  )
}

const Waiting = () => (
  <div class="page">
    <Skeleton lines={4} class="h-16" label="Loading the page" />
  </div>
)
