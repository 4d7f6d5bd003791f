import { useLocation, useNavigate } from '@solidjs/router'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { reconcile } from 'solid-js/store'
import SendIcon from '~icons/lucide/send'
import TemplateIcon from '~icons/lucide/layout-template'
import TestIcon from '~icons/lucide/flask-conical'
import TrashIcon from '~icons/lucide/trash'
import type { Broadcast } from '#schema/contract/broadcast.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { showToast } from '#web/ui/toast.ts'
import { useDeleteDraft, useSaveBroadcast } from '#web/data/broadcasts.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { AudienceFields } from './audience-fields.tsx'
import { Composition } from './composition.tsx'
import { createDraft } from './create-draft.ts'
import { MessageFields } from './message-fields.tsx'
import { SendDialog } from './send-dialog.tsx'
import { TestDialog } from './test-dialog.tsx'
import { Waiting } from './waiting.tsx'

/** What was pressed before a new draft had an address: it opens there. */
type Next = 'send' | 'test'

/** Writes a broadcast: what, how it looks, to whom; and sends it. */
export function Composer(props: { saved: Broadcast | null }) {
  const navigate = useNavigate()
  const location = useLocation<{ next?: Next }>()
  const add = useSaveBroadcast()
  const remove = useDeleteDraft()
  const of = createDraft(() => props.saved)
  const [next, setNext] = createSignal<Next | null>(props.saved ? (location.state?.next ?? null) : null)
  const state = () => of.saved()?.state ?? 'draft'
  const isTemplate = () => state() === 'template'

  const goOn = async (to: Next) => {
    const saved = await of.keep()
    if (!saved) return
    if (props.saved) setNext(to)
    else navigate(`/admin/broadcasts/${saved.id}`, { replace: true, state: { next: to } })
  }
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work()
      showToast(done, { tone: 'ok' })
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    }
  }
  const copyTo = (template: boolean) =>
    act(
      async () => {
        const made = await add.mutateAsync({ draft: of.copy(), template })
        if (!template) navigate(`/admin/broadcasts/${made.id}`)
      },
      template ? 'Kept as a template.' : 'A draft made from the template.',
    )
  const standing = () => {
    if (of.isSaving()) return 'Saving …'
    if (!of.isDirty()) return of.saved() ? 'Saved' : ''
    return of.problem() ? 'Kept on this device until it can be saved' : 'Not saved yet'
  }

  return (
    <>
      <PageHeader
        title={of.saved() ? of.draft.title || 'Broadcast' : 'New broadcast'}
        lead={
          <span role="status">
            {isTemplate() ? 'Template · ' : ''}
            {standing()}
          </span>
        }
        actions={
          <>
            <Show when={state() !== 'scheduled' && of.saved()}>
              {(saved) => (
                <Button
                  variant="ghost"
                  busy={remove.isPending}
                  onClick={() =>
                    void act(
                      async () => {
                        of.discard()
                        await remove.mutateAsync(saved().id)
                        navigate('/admin/broadcasts')
                      },
                      isTemplate() ? 'The template is gone.' : 'The draft is gone.',
                    )
                  }
                >
                  <TrashIcon /> Delete
                </Button>
              )}
            </Show>
            <Show when={!of.isAutomatic()}>
              <Button
                busy={of.isSaving()}
                reason={of.problem() ?? (of.isDirty() ? undefined : 'Everything is saved.')}
                onClick={() => void of.keep()}
              >
                Save changes
              </Button>
            </Show>
            <Show
              when={!isTemplate()}
              fallback={
                <Button variant="primary" reason={of.problem()} onClick={() => void copyTo(false)}>
                  <TemplateIcon /> Start from it
                </Button>
              }
            >
              <Button reason={of.problem()} busy={add.isPending} onClick={() => void copyTo(true)}>
                <TemplateIcon /> Save as template
              </Button>
              <Button reason={of.problem()} onClick={() => void goOn('test')}>
                <TestIcon /> Test…
              </Button>
              <Button variant="primary" reason={of.problem()} onClick={() => void goOn('send')}>
                <SendIcon /> Send…
              </Button>
            </Show>
          </>
        }
      />
      <Show when={of.trouble()}>
        {(message) => <ErrorPanel title="The broadcast was not saved" message={message()} />}
      </Show>
      <Show when={of.theirs()}>
        <Notice
          tone="warn"
          action={
            <span class="flex gap-2">
              <Button size="sm" onClick={of.discard}>
                Take theirs
              </Button>
              <Button size="sm" onClick={of.keepMine}>
                Keep mine
              </Button>
            </span>
          }
        >
          Somebody else changed this broadcast while you wrote.
        </Notice>
      </Show>
      <Show when={of.isRestored() && of.isDirty()}>
        <Notice
          tone="info"
          action={
            <Button size="sm" onClick={of.discard}>
              Discard it
            </Button>
          }
        >
          What you wrote here last time, and was not saved, is back.
        </Notice>
      </Show>
      <Waiting broadcast={of.saved()} />
      <div class="grid items-start gap-5 lg:grid-cols-2">
        <div class="grid gap-5">
          <MessageFields of={of} />
          <AudienceFields
            audience={of.draft.audience}
            category={of.draft.category}
            crosspost={of.draft.crosspost}
            onChange={(audience) => of.set('audience', reconcile(audience))}
            onCrosspost={(crosspost) => of.set('crosspost', crosspost)}
          />
        </div>
        <Composition of={of} />
      </div>
      <Show when={of.saved()}>
        {(broadcast) => (
          <Switch>
            <Match when={next() === 'send'}>
              <SendDialog broadcast={broadcast()} onClose={() => setNext(null)} />
            </Match>
            <Match when={next() === 'test'}>
              <TestDialog broadcast={broadcast()} onClose={() => setNext(null)} />
            </Match>
          </Switch>
        )}
      </Show>
    </>
  )
}
