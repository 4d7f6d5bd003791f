import { lazy, Match, Switch } from 'solid-js'
import { LinkButton } from '#web/ui/link-button.tsx'
import { useSession } from '#web/data/session.ts'
import { MessageScreen } from '#web/pages/error/message-screen.tsx'

const Panel = lazy(async () => ({ default: (await import('./panel.tsx')).Panel }))

/** The developers' panel for developers; everybody else is told so, and not even its code is fetched. */
export function Admin() {
  const session = useSession()
  return (
    <Switch>
      <Match when={session.data?.developer}>
        <Panel />
      </Match>
      <Match when={session.data}>
        <MessageScreen
          title="403 · Developers only"
          actions={
            <LinkButton variant="primary" href="/servers">
              Your servers
            </LinkButton>
          }
        >
          This is where the bot's own developers look after all servers. What you look after is under your servers.
        </MessageScreen>
      </Match>
    </Switch>
  )
}
