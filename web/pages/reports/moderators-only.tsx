import LockIcon from '~icons/lucide/lock'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { useGuild } from '#web/data/guild.ts'

/** In place of the queue for who may only look at the record. */
export function ModeratorsOnly() {
  const guild = useGuild()
  return (
    <div class="page">
      <PageHeader title="Reports" />
      <div class="card">
        <EmptyState icon={<LockIcon />} title="This needs a moderator seat">
          Your seat here is {guild.access().level}. The owner, an administrator, or someone with an admin seat can give
          you one.
        </EmptyState>
      </div>
    </div>
  )
}
