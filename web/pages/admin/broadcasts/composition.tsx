import { For, Match, Show, Switch } from 'solid-js'
import { reconcile, unwrap } from 'solid-js/store'
import { Composed } from '#schema/contract/broadcast.ts'
import { ComponentsEditor } from './components-editor.tsx'
import type { Draft } from './create-draft.ts'
import { EmbedEditor } from './embed-editor.tsx'
import { JsonEditor } from './json-editor.tsx'
import { Preview } from './preview.tsx'

/** What a store holds is a proxy, which cannot be cloned. */
const plain = <T extends object>(part: T): T => unwrap(part)

/** The message as Discord shows it, and edited where it stands when it is composed. */
export function Composition(props: { of: Draft }) {
  const draft = () => props.of.draft
  const compose = (composed: Composed) => props.of.set('composed', reconcile(composed, { merge: false }))
  return (
    <section class="card grid gap-3 p-4" aria-label="Preview">
      <h2 class="text-lg font-semibold">{draft().composed ? 'Edit it in place' : 'Preview'}</h2>
      <Switch fallback={<Preview draft={draft()} />}>
        <Match when={draft().composed?.mode === 'embeds' && draft().composed}>
          {(composed) => {
            const now = composed() as Extract<Composed, { mode: 'embeds' }>
            return (
              <EmbedEditor
                content={(composed() as typeof now).content ?? ''}
                embeds={(composed() as typeof now).embeds}
                onChange={({ content, embeds }) =>
                  compose({
                    mode: 'embeds',
                    ...(content ? { content } : {}),
                    embeds: structuredClone(embeds.map(plain)),
                  })
                }
              />
            )
          }}
        </Match>
        <Match when={draft().composed?.mode === 'components' && draft().composed}>
          {(composed) => (
            <ComponentsEditor
              components={(composed() as Extract<Composed, { mode: 'components' }>).components}
              onChange={(components) =>
                compose({ mode: 'components', components: structuredClone(components.map(plain)) })
              }
            />
          )}
        </Match>
      </Switch>
      <Show when={props.of.problem()}>{(text) => <p class="text-sm font-medium text-danger">{text()}</p>}</Show>
      <Show when={draft().composed}>
        {(composed) => (
          <For each={[composed().mode]}>
            {(shown) => (
              <details>
                <summary class="cursor-pointer py-1 font-semibold">As a message, and as JSON</summary>
                <div class="grid gap-4 pt-2">
                  <Preview draft={draft()} />
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
  )
}
