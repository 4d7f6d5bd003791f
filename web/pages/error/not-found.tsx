import { useParams } from '@solidjs/router'
import { LinkButton } from '#web/ui/link-button.tsx'
import { MessageScreen } from './message-screen.tsx'

export function NotFound() {
  const params = useParams<{ guild?: string }>()
  return (
    <MessageScreen
      inside={params.guild !== undefined}
      title="There is nothing here"
      actions={
        <LinkButton variant="primary" href="/dashboard">
          Back to the dashboard
        </LinkButton>
      }
    >
      The address may be mistyped, or what it led to is gone.
    </MessageScreen>
  )
}
