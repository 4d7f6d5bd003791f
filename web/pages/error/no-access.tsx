import { Button } from '#web/ui/button.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { isFailure } from '#web/data/client.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { MessageScreen } from './message-screen.tsx'

/** A server that cannot be shown: not there, not ours to see, or not answering. */
export function NoAccess(props: { error: unknown; onRetry: () => void }) {
  const title = () => {
    if (isFailure(props.error, 'no_such_guild')) return 'No such server'
    if (isFailure(props.error, 'no_seat')) return 'You have no seat here'
    return 'This server cannot be shown now'
  }
  return (
    <MessageScreen
      title={title()}
      actions={
        <>
          <LinkButton variant="primary" href="/servers">
            All servers
          </LinkButton>
          <Button onClick={() => props.onRetry()}>Try again</Button>
        </>
      }
    >
      {failureMessage(props.error)}
    </MessageScreen>
  )
}
