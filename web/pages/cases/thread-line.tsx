import { createSignal, Match, Show, Switch } from 'solid-js'
import MoreIcon from '~icons/lucide/ellipsis'
import HistoryIcon from '~icons/lucide/history'
import PencilIcon from '~icons/lucide/pencil'
import TrashIcon from '~icons/lucide/trash-2'
import type { ThreadEntry } from '#schema/contract/comment.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuItem } from '#web/ui/menu-item.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { Time } from '#web/ui/time.tsx'
import { showToast } from '#web/ui/toast.ts'
import { comments } from '#web/data/case-work.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { avatarUrl } from '#web/data/images.ts'
import { changeWords } from './thread-words.ts'

/** One entry of a case's thread: somebody's words, or what they changed. */
export function ThreadLine(props: { number: number; entry: ThreadEntry; refusal: string | undefined }) {
  return (
    <li class="min-w-0">
      <Switch fallback={<Comment {...props} />}>
        <Match when={props.entry.kind === 'edit'}>
          <div class="flex gap-2 text-sm text-ink-2">
            <span class="grid h-5 w-6 flex-none place-items-center text-ink-3">
              <HistoryIcon />
            </span>
            <p class="min-w-0 wrap-anywhere">
              <bdi class="font-medium text-ink">{props.entry.author?.name ?? 'Wardroom'}</bdi>{' '}
              <span dir="auto">{changeWords(props.entry.changes ?? {}).join(', ')}</span>{' '}
              <Time at={props.entry.createdAt} class="text-ink-3" />
            </p>
          </div>
        </Match>
        <Match when={props.entry.deletedAt !== null}>
          <div class="flex gap-2 text-sm text-ink-3">
            <span class="grid h-5 w-6 flex-none place-items-center">
              <TrashIcon />
            </span>
            <p class="min-w-0">
              A comment by <bdi>{props.entry.author?.name ?? 'somebody'}</bdi> was deleted by{' '}
              <bdi>{props.entry.deletedBy?.name ?? 'somebody'}</bdi> <Time at={props.entry.deletedAt ?? 0} />
            </p>
          </div>
        </Match>
      </Switch>
    </li>
  )
}

function Comment(props: { number: number; entry: ThreadEntry; refusal: string | undefined }) {
  const guild = useGuild()
  const [draft, setDraft] = createSignal<string | null>(null)
  const [busy, setBusy] = createSignal(false)
  const [deleting, setDeleting] = createSignal(false)
  const isOwn = () => props.entry.author?.id === guild.access().userId
  const mayDelete = () => !props.refusal && (isOwn() || guild.seated('admin'))
  const api = () => comments(guild.id, props.number)
  const run = async (work: () => Promise<unknown>, failed: string): Promise<boolean> => {
    setBusy(true)
    const done = await work().then(
      () => true,
      (error: unknown) => {
        showToast(`${failed} ${failureMessage(error)}`, { tone: 'danger' })
        return false
      },
    )
    setBusy(false)
    return done
  }
  const remove = async () => {
    await run(() => api().remove(props.entry.id), 'The comment was not deleted.')
    setDeleting(false)
  }
  const save = async () => {
    const text = draft()?.trim() ?? ''
    if (text === '' || busy()) return
    if (await run(() => api().edit(props.entry.id, text), 'The comment was not changed.')) setDraft(null)
  }
  return (
    <article class="flex gap-2" aria-label={`Comment by ${props.entry.author?.name ?? 'somebody'}`}>
      <Avatar
        name={props.entry.author?.name ?? '?'}
        src={props.entry.author && avatarUrl(props.entry.author)}
        size={24}
      />
      <div class="min-w-0 flex-1">
        <div class="flex min-h-6 items-center gap-2">
          <bdi class="truncate font-semibold">{props.entry.author?.name ?? 'Somebody'}</bdi>
          <Time at={props.entry.createdAt} class="text-sm text-ink-3" />
          <Show when={props.entry.editedAt}>
            <span class="text-sm text-ink-3">edited</span>
          </Show>
          <Show when={mayDelete() && draft() === null}>
            <span class="ml-auto">
              <Menu
                label="Comment"
                align="end"
                trigger={(trigger) => (
                  <IconButton size="sm" label="More about this comment" {...trigger}>
                    <MoreIcon />
                  </IconButton>
                )}
              >
                <Show when={isOwn()}>
                  <MenuItem icon={<PencilIcon />} onSelect={() => setDraft(props.entry.text)}>
                    Edit
                  </MenuItem>
                </Show>
                <MenuItem icon={<TrashIcon />} tone="danger" onSelect={() => setDeleting(true)}>
                  Delete
                </MenuItem>
              </Menu>
            </span>
          </Show>
        </div>
        <Show
          when={draft() !== null}
          fallback={
            <p dir="auto" class="wrap-anywhere whitespace-pre-wrap">
              {props.entry.text}
            </p>
          }
        >
          <form
            class="grid gap-2 pt-1"
            onSubmit={(event) => {
              event.preventDefault()
              void save()
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return
              event.preventDefault()
              event.stopPropagation()
              setDraft(null)
            }}
          >
            <TextArea
              ref={(area) => queueMicrotask(() => area.focus())}
              aria-label="Comment"
              dir="auto"
              maxlength="2000"
              value={draft() ?? ''}
              onInput={(event) => setDraft(event.currentTarget.value)}
            />
            <div class="flex justify-end gap-2">
              <Button size="sm" onClick={() => setDraft(null)}>
                Cancel
              </Button>
              <Button
                size="sm"
                type="submit"
                variant="primary"
                busy={busy()}
                reason={draft()?.trim() === '' ? 'Write something first.' : undefined}
              >
                Save
              </Button>
            </div>
          </form>
        </Show>
      </div>
      <ConfirmDialog
        open={deleting()}
        onClose={() => setDeleting(false)}
        onConfirm={() => void remove()}
        title="Delete this comment?"
        confirm="Delete"
        busy={busy()}
      >
        <p>Its text is gone for good. That there was one, and who deleted it, stays in the thread.</p>
      </ConfirmDialog>
    </article>
  )
}
