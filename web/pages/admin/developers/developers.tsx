import { createSignal, For, Show } from 'solid-js'
import LockIcon from '~icons/lucide/lock'
import PlusIcon from '~icons/lucide/plus'
import TrashIcon from '~icons/lucide/trash'
import { Avatar } from '#web/ui/avatar.tsx'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Time } from '#web/ui/time.tsx'
import { showToast } from '#web/ui/toast.ts'
import { developersQuery, useRemoveDeveloper } from '#web/data/developers.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { avatarUrl } from '#web/data/images.ts'
import { onPanel } from '#web/data/panel.ts'
import { useQuery } from '#web/data/query.ts'
import { useSession } from '#web/data/session.ts'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { AddDeveloper } from './add-developer.tsx'

/** Who runs the bot. */
export function Developers() {
  const session = useSession()
  const query = useQuery(() => developersQuery)
  const remove = useRemoveDeveloper()
  const [adding, setAdding] = createSignal(false)
  const [removing, setRemoving] = createSignal<{ id: string; name: string } | null>(null)
  onPanel('developers.changed', () => void query.refetch())
  const confirm = async () => {
    const person = removing()
    if (!person) return
    try {
      await remove.mutateAsync(person.id)
      showToast(`${person.name} is no developer any more.`, { tone: 'ok' })
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    }
    setRemoving(null)
  }
  return (
    <div class="page">
      <PageHeader
        title="Developers"
        lead="Who sees every server, its health and its log, and sends broadcasts."
        actions={
          <Button variant="primary" onClick={() => setAdding(true)}>
            <PlusIcon /> Add a developer
          </Button>
        }
      />
      <section class="card" aria-label="Developers">
        <Loaded query={query} what="The developers">
          {(data) => (
            <ul class="divide-y divide-line">
              <For each={data().developers}>
                {(developer) => {
                  const why = () => {
                    if (developer.primary) return 'Named by DEVELOPER_USER_ID, and not removed here.'
                    if (developer.person.id === session.data?.user.id) return 'You. Another developer can remove you.'
                    return null
                  }
                  return (
                    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
                      <div class="flex min-w-0 flex-1 basis-72 items-center gap-3">
                        <Avatar name={developer.person.name} src={avatarUrl(developer.person)} />
                        <div class="min-w-0">
                          <p class="flex items-center gap-2 font-semibold">
                            <bdi class="truncate">{developer.person.name}</bdi>
                            <Show when={developer.primary}>
                              <Badge tone="accent">primary</Badge>
                            </Show>
                          </p>
                          <p class="text-sm text-ink-3">
                            <span class="font-mono text-xs">{developer.person.id}</span>
                            <Show when={developer.addedBy}>
                              {(by) => (
                                <>
                                  {' '}
                                  · added <Time long at={developer.addedAt ?? 0} /> by <bdi>{by().name}</bdi>
                                </>
                              )}
                            </Show>
                          </p>
                        </div>
                      </div>
                      <Show
                        when={why()}
                        fallback={
                          <IconButton
                            label={`Remove ${developer.person.name}`}
                            onClick={() => setRemoving({ id: developer.person.id, name: developer.person.name })}
                          >
                            <TrashIcon />
                          </IconButton>
                        }
                      >
                        {(reason) => (
                          <p class="flex items-center gap-2 text-sm text-ink-3">
                            <LockIcon aria-hidden="true" /> {reason()}
                          </p>
                        )}
                      </Show>
                    </li>
                  )
                }}
              </For>
            </ul>
          )}
        </Loaded>
      </section>
      <Show when={adding()}>
        <AddDeveloper onClose={() => setAdding(false)} />
      </Show>
      <ConfirmDialog
        open={removing() !== null}
        onClose={() => setRemoving(null)}
        onConfirm={() => void confirm()}
        title={`Remove ${removing()?.name ?? ''}?`}
        confirm="Remove"
        busy={remove.isPending}
      >
        <p>They lose this panel at once, in open windows too. A broadcast they scheduled will not be sent.</p>
      </ConfirmDialog>
    </div>
  )
}
