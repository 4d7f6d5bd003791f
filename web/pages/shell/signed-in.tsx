import type { RouteSectionProps } from '@solidjs/router'
import { Suspense } from 'solid-js'
import { Toaster } from '#web/ui/toaster.tsx'

/** Around every page that needs a session. */
export function SignedIn(props: RouteSectionProps) {
  return (
    <>
      <Suspense>{props.children}</Suspense>
      <Toaster />
    </>
  )
}
