import LockIcon from '~icons/lucide/lock'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { useGuild } from '#web/data/guild.ts'

/** In place of a page that one's seat does not reach. */
export function AdminsOnly(props: { title: string }) {
  const guild = useGuild()
  return (
    <>
      <PageHeader title={props.title} documentTitle={`${props.title} · ${guild.name()}`} />
      <div class="card">
        <EmptyState icon={<LockIcon />} title="This needs an admin seat">
          Your seat here is {guild.access().level}. The owner, an administrator, or someone with an admin seat can give
          you one.
        </EmptyState>
      </div>
    </>
  )
}
