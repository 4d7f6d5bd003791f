import { Show } from 'solid-js'
import { actRequest } from './open-act.ts'
import { ActForm } from './act-form.tsx'

/** The one place where an action is asked for, whatever opened it; there is one in the shell of a server. */
export function ActDialog() {
  return (
    <Show when={actRequest()} keyed>
      {(request) => <ActForm request={request} />}
    </Show>
  )
}
