import { useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { MemberList } from './member-list.tsx'
import { MemberPage } from './member.tsx'

/** The members of a server, or one of them where the address names one. */
export function Members() {
  const params = useParams<{ user?: string }>()
  return (
    <Show when={params.user} keyed fallback={<MemberList />}>
      {(user) => <MemberPage user={user} />}
    </Show>
  )
}
