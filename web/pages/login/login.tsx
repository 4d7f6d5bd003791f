import { useSearchParams } from '@solidjs/router'
import { createEffect, createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import GavelIcon from '~icons/lucide/gavel'
import RadioIcon from '~icons/lucide/radio'
import ScrollIcon from '~icons/lucide/scroll-text'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { FlagHoist } from '#web/ui/flag-hoist.tsx'
import { FlagMark } from '#web/ui/flag-mark.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'

const promises = [
  { icon: GavelIcon, title: 'One way to act', text: 'From here or by slash command: the same checks, the same case.' },
  { icon: RadioIcon, title: 'Live', text: 'What happens in Discord is on your screen within a second.' },
  {
    icon: ScrollIcon,
    title: 'A record that holds',
    text: 'Who, what, why, and whether Discord agreed. Numbered, complete.',
  },
]

/** The failure's sentence; what it would fill in is not known here. Most visits have none, so the words come when needed. */
async function wordsFor(code: string): Promise<string> {
  const { failures } = await import('#schema/contract/failures.ts')
  const isKnown = (name: string): name is keyof typeof failures => Object.hasOwn(failures, name)
  if (!isKnown(code)) return 'Something went wrong while signing in. Try again.'
  return failures[code][1].replace(/ \(\{\w+\}\)/g, '').replace(/\{\w+\}/g, '…')
}

/** Brings what comes after signing in into the browser's cache. */
const fetchAhead = () =>
  void Promise.allSettled([
    import('#web/pages/shell/signed-in.tsx'),
    import('#web/pages/shell/shell.tsx'),
    import('#web/pages/overview/overview.tsx'),
    import('#web/pages/picker/picker.tsx'),
  ])
const AFTER_LOAD = 1000

export function Login() {
  const [search] = useSearchParams<{ error?: string; next?: string }>()
  const href = () => {
    const next = search.next
    return next?.startsWith('/') && !next.startsWith('//')
      ? `/auth/login?next=${encodeURIComponent(next)}`
      : '/auth/login'
  }
  const [words, setWords] = createSignal<string>()
  createEffect(() => search.error && void wordsFor(search.error).then(setWords))
  onMount(() => {
    document.title = 'Sign in · Wardroom'
    const timer = setTimeout(fetchAhead, AFTER_LOAD)
    onCleanup(() => clearTimeout(timer))
  })
  return (
    <main id="main" class="hull grid min-h-dvh bg-hull text-hull-ink lg:grid-cols-[1.1fr_1fr]">
      <section class="flex flex-col justify-between gap-12 px-6 pt-10 lg:p-14">
        <p class="flex items-center gap-3 text-lg font-semibold tracking-tight">
          <FlagMark class="size-8" />
          Wardroom
        </p>
        <div class="max-w-lg">
          <h1 class="text-[2.125rem] leading-[1.15] font-semibold tracking-tight">
            Where a Discord server's staff do their work.
          </h1>
          <ul class="mt-9 hidden gap-5 lg:grid">
            <For each={promises}>
              {(promise) => (
                <li class="flex gap-4">
                  <span class="grid size-9 flex-none place-items-center rounded-md border border-hull-line text-lg text-hull-accent">
                    {promise.icon({})}
                  </span>
                  <p class="text-hull-muted">
                    <strong class="block font-semibold text-hull-ink">{promise.title}</strong>
                    {promise.text}
                  </p>
                </li>
              )}
            </For>
          </ul>
        </div>
        <FlagHoist class="hidden h-8 lg:block" />
      </section>
      <section class="grid place-items-center p-4 lg:p-10">
        <div class="w-full max-w-sm rounded-lg bg-surface p-6 text-ink shadow-raised lg:p-8">
          <h2 class="text-xl font-semibold tracking-tight">Sign in</h2>
          <p class="mt-1.5 text-ink-2">
            With the Discord account you moderate with. Wardroom reads who you are and which servers you are in, and
            nothing else.
          </p>
          <Show when={words()}>
            {(message) => (
              <div class="mt-4">
                <ErrorPanel title="You are not signed in" message={message()} />
              </div>
            )}
          </Show>
          <LinkButton
            href={href()}
            rel="external"
            variant="primary"
            class="mt-6 w-full"
            onPointerEnter={fetchAhead}
            onFocus={fetchAhead}
          >
            Sign in with Discord
          </LinkButton>
        </div>
      </section>
    </main>
  )
}
