import { useLocation } from '@solidjs/router'
import { createEffect, on } from 'solid-js'
import { isOnline } from '#web/primitives/online.ts'
import { Button } from '#web/ui/button.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { MessageScreen } from './message-screen.tsx'

/** Something threw that nobody expected; a new build may have replaced the files this page was made of. */
export function Broken(props: {
  error: unknown
  reset: () => void
  /** the rest of the page stands */ inside?: boolean
}) {
  const place = useLocation()
  createEffect(
    on(
      () => place.pathname,
      () => props.reset(),
      { defer: true },
    ),
  )
  // code that could not be fetched is not asked for again by what wanted it
  const isCutOff = !isOnline()
  createEffect(() => isCutOff && isOnline() && outdated() && location.reload())
  const outdated = () => /import|module|fetch/i.test(failureMessage(props.error))
  return (
    <MessageScreen
      inside={props.inside ?? false}
      title={outdated() ? 'This page could not be loaded' : 'This page broke'}
      actions={
        <>
          <Button variant="primary" onClick={() => location.reload()}>
            Reload
          </Button>
          <LinkButton href="/servers" rel="external">
            All servers
          </LinkButton>
        </>
      }
    >
      {outdated() && isCutOff
        ? 'There is no connection. It loads by itself when the connection is back.'
        : outdated()
          ? 'Wardroom may have been updated since you opened it. Reloading brings the new version.'
          : `It said: ${failureMessage(props.error)}`}
    </MessageScreen>
  )
}
