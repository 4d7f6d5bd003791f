import { useLocation, useNavigate } from '@solidjs/router'
import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import SendIcon from '~icons/lucide/send'
import TestIcon from '~icons/lucide/flask-conical'
import TrashIcon from '~icons/lucide/trash'
import { BroadcastCategory, BroadcastDraft, Composed, type Broadcast } from '#schema/contract/broadcast.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { Time } from '#web/ui/time.tsx'
import { showToast } from '#web/ui/toast.ts'
import { useCancelBroadcast, useDeleteDraft, useSaveBroadcast } from '#web/data/broadcasts.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { AudienceFields } from './audience-fields.tsx'
import { ComponentsEditor } from './components-editor.tsx'
import { EmbedEditor } from './embed-editor.tsx'
import { JsonEditor } from './json-editor.tsx'
import { Preview } from './preview.tsx'
import { SendDialog } from './send-dialog.tsx'
import { TestDialog } from './test-dialog.tsx'
import { categoryWords } from './words.ts'

/** What was pressed before a new draft had an address: it opens there. */
type Next = 'send' | 'test'
type Mode = 'plain' | 'embeds' | 'components'
const modes: readonly { value: Mode; label: string }[] = [
  { value: 'plain', label: 'Title and content' },
  { value: 'embeds', label: 'Embeds' },
  { value: 'components', label: 'Components' },
]
const nothing: BroadcastDraft = {
  category: 'changelog',
  title: '',
  content: '',
  composed: null,
  audience: {},
  crosspost: false,
}
/** A copy that follows every part of the draft: what is unwrapped would not be noticed when it changes. */
const copy = (draft: BroadcastDraft): BroadcastDraft => JSON.parse(JSON.stringify(draft)) as BroadcastDraft

const draftOf = ({ category, title, content, composed, audience, crosspost }: BroadcastDraft): BroadcastDraft =>
  structuredClone({ category, title, content, composed, audience, crosspost })

/** Writes a broadcast: what, how it looks, to whom; and sends it. */
export function Composer(props: { saved: Broadcast | null }) {
  const navigate = useNavigate()
  const location = useLocation<{ next?: Next }>()
  const save = useSaveBroadcast()
  const cancel = useCancelBroadcast()
  const remove = useDeleteDraft()
  const [draft, setDraft] = createStore<BroadcastDraft>(props.saved ? draftOf(props.saved) : { ...nothing })
  const [next, setNext] = createSignal<Next | null>(props.saved ? (location.state?.next ?? null) : null)
  const mode = (): Mode => draft.composed?.mode ?? 'plain'
  const problem = createMemo(() => {
    const [issue] = BroadcastDraft.safeParse(copy(draft)).error?.issues ?? []
    return issue && `${issue.path.join(' → ')}: ${issue.message}`
  })
  const isDirty = () => !props.saved || JSON.stringify(draftOf(props.saved)) !== JSON.stringify(copy(draft))

  const choose = (to: Mode) => {
    const from = draft.title || 'Title'
    if (to === 'plain') setDraft('composed', null)
    else if (to === 'embeds')
      setDraft('composed', {
        mode: to,
        embeds: [
          {
            title: from,
            description: draft.content || 'Content',
            color: parseInt(categoryWords[draft.category].color.slice(1), 16),
          },
        ],
      })
    else
      setDraft('composed', {
        mode: to,
        components: [{ type: 10, content: `## ${from}\n${draft.content || 'Content'}` }],
      })
  }
  const compose = (composed: Composed) => setDraft('composed', reconcile(composed, { merge: false }))

  /** Saves what is not saved yet, and goes on to what was pressed. */
  const keep = async (then?: Next) => {
    if (problem()) return
    try {
      if (props.saved && !isDirty()) return void setNext(then ?? null)
      const kept = await save.mutateAsync({ saved: props.saved ?? undefined, draft: copy(draft) })
      if (props.saved) setNext(then ?? null)
      else navigate(`/admin/broadcasts/${kept.id}`, { replace: true, state: { next: then } })
      if (!then) showToast('Saved.', { tone: 'ok' })
    } catch {
      // shown above the form
    }
  }
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work()
      showToast(done, { tone: 'ok' })
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    }
  }

  return (
    <>
      <PageHeader
        title={props.saved ? draft.title || 'Broadcast' : 'New broadcast'}
        actions={
          <>
            <Show when={props.saved?.state === 'draft' && props.saved}>
              {(saved) => (
                <Button
                  variant="ghost"
                  busy={remove.isPending}
                  onClick={() =>
                    void act(async () => {
                      await remove.mutateAsync(saved().id)
                      navigate('/admin/broadcasts')
                    }, 'The draft is gone.')
                  }
                >
                  <TrashIcon /> Delete draft
                </Button>
              )}
            </Show>
            <Button
              busy={save.isPending}
              reason={problem() ?? (isDirty() ? undefined : 'Everything is saved.')}
              onClick={() => void keep()}
            >
              Save draft
            </Button>
            <Button reason={problem()} onClick={() => void keep('test')}>
              <TestIcon /> Test…
            </Button>
            <Button variant="primary" reason={problem()} onClick={() => void keep('send')}>
              <SendIcon /> Send…
            </Button>
          </>
        }
      />
      <Show when={save.error}>
        {(error) => <ErrorPanel title="The broadcast was not saved" message={failureMessage(error())} />}
      </Show>
      <Show when={props.saved?.state === 'scheduled' && props.saved}>
        {(saved) => (
          <Notice
            tone="info"
            action={
              <Button
                size="sm"
                busy={cancel.isPending}
                onClick={() => void act(() => cancel.mutateAsync(saved().id), 'It is a draft again.')}
              >
                Take it back
              </Button>
            }
          >
            Goes out <Time exact at={saved().scheduledAt ?? 0} /> ({Intl.DateTimeFormat().resolvedOptions().timeZone}),{' '}
            <Time long at={saved().scheduledAt ?? 0} />. Until then it can be changed.
          </Notice>
        )}
      </Show>
      <div class="grid items-start gap-5 lg:grid-cols-2">
        <div class="grid gap-5">
          <section class="card grid gap-4 p-4" aria-label="Message">
            <div>
              <p class="mb-1.5 font-semibold">Category</p>
              <Segmented
                label="Category"
                value={draft.category}
                options={BroadcastCategory.options.map((value) => ({ value, label: categoryWords[value].label }))}
                onChoose={(category) => setDraft('category', category)}
              />
            </div>
            <Field
              label="Title"
              aside={`${draft.title.length} / 256`}
              error={draft.title.length > 256 ? 'At most 256 characters.' : undefined}
            >
              <TextInput value={draft.title} onInput={(event) => setDraft('title', event.currentTarget.value)} />
            </Field>
            <Field
              label="Content"
              aside={`${draft.content.length} / 4000`}
              help={
                mode() === 'plain'
                  ? "Discord's Markdown works."
                  : 'Stands in the history; what is posted is composed below.'
              }
              error={draft.content.length > 4000 ? 'At most 4,000 characters.' : undefined}
            >
              <TextArea
                rows={8}
                value={draft.content}
                onInput={(event) => setDraft('content', event.currentTarget.value)}
              />
            </Field>
            <div>
              <p class="mb-1.5 font-semibold">Posted as</p>
              <Segmented label="Posted as" value={mode()} options={modes} onChoose={choose} />
            </div>
          </section>
          <AudienceFields
            audience={draft.audience}
            category={draft.category}
            onChange={(audience) => setDraft('audience', reconcile(audience))}
          />
        </div>
        <section class="card grid gap-3 p-4" aria-label="Preview">
          <h2 class="text-lg font-semibold">{mode() === 'plain' ? 'Preview' : 'Edit it in place'}</h2>
          <Switch fallback={<Preview draft={draft} />}>
            <Match when={draft.composed?.mode === 'embeds' && draft.composed}>
              {(composed) => (
                <EmbedEditor
                  content={composed().content ?? ''}
                  embeds={composed().embeds}
                  onChange={({ content, embeds }) =>
                    compose({
                      mode: 'embeds',
                      ...(content ? { content } : {}),
                      embeds: structuredClone(embeds.map(plain)),
                    })
                  }
                />
              )}
            </Match>
            <Match when={draft.composed?.mode === 'components' && draft.composed}>
              {(composed) => (
                <ComponentsEditor
                  components={composed().components}
                  onChange={(components) =>
                    compose({ mode: 'components', components: structuredClone(components.map(plain)) })
                  }
                />
              )}
            </Match>
          </Switch>
          <Show when={problem()}>{(text) => <p class="text-sm font-medium text-danger">{text()}</p>}</Show>
          <Show when={draft.composed}>
            {(composed) => (
              <For each={[mode()]}>
                {(shown) => (
                  <details>
                    <summary class="cursor-pointer py-1 font-semibold">As a message, and as JSON</summary>
                    <div class="grid gap-4 pt-2">
                      <Preview draft={draft} />
                      <JsonEditor
                        value={composed()}
                        read={(json) => {
                          const read = Composed.safeParse({ mode: shown, ...(json as object) })
                          if (read.success) return { ok: true, value: read.data }
                          const [issue] = read.error.issues
                          return { ok: false, issue: `${issue?.path.join(' → ')}: ${issue?.message}` }
                        }}
                        onChange={compose}
                      />
                    </div>
                  </details>
                )}
              </For>
            )}
          </Show>
        </section>
      </div>
      <Show when={props.saved}>
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

/** What a store holds is a proxy, which cannot be cloned. */
const plain = <T extends object>(part: T): T => unwrap(part)
