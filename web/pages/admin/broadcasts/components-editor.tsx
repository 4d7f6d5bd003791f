import { For, Match, Show, Switch } from 'solid-js'
import DownIcon from '~icons/lucide/arrow-down'
import UpIcon from '~icons/lucide/arrow-up'
import TrashIcon from '~icons/lucide/trash'
import type { Component } from '#schema/contract/broadcast.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Box } from './embed-editor.tsx'

type PartOf<T extends Component['type']> = Extract<Component, { type: T }>

const fresh: readonly (readonly [string, () => Component])[] = [
  ['Text', () => ({ type: 10, content: '' })],
  ['Line', () => ({ type: 14, divider: true })],
  ['Picture', () => ({ type: 12, items: [{ media: { url: 'https://' } }] })],
  ['Button', () => ({ type: 1, components: [{ type: 2, style: 5, label: 'Read more', url: 'https://' }] })],
]

/** A message made of parts, edited where they stand. What it does not know, such as sections, is kept and edited as JSON. */
export function ComponentsEditor(props: { components: readonly Component[]; onChange: (to: Component[]) => void }) {
  const put = (at: number, to: Component) => props.onChange(props.components.map((one, i) => (i === at ? to : one)))
  const move = (at: number, by: number) => {
    const next = [...props.components]
    const [taken] = next.splice(at, 1)
    if (taken) next.splice(at + by, 0, taken)
    props.onChange(next)
  }
  return (
    <div class="discord grid gap-2" data-theme="dark">
      <For each={props.components.map((_, at) => at)}>
        {(at) => (
          <Show when={props.components[at]}>
            {(part) => (
              <div class="flex items-start gap-1 rounded border border-current/20 p-2">
                <div class="min-w-0 flex-1">
                  <Edit part={part()} name={`Part ${at + 1}`} onChange={(to) => put(at, to)} />
                </div>
                <IconButton
                  size="sm"
                  label={`Move part ${at + 1} up`}
                  reason={at === 0 ? 'It is the first.' : undefined}
                  onClick={() => move(at, -1)}
                >
                  <UpIcon />
                </IconButton>
                <IconButton
                  size="sm"
                  label={`Move part ${at + 1} down`}
                  reason={at === props.components.length - 1 ? 'It is the last.' : undefined}
                  onClick={() => move(at, 1)}
                >
                  <DownIcon />
                </IconButton>
                <IconButton
                  size="sm"
                  label={`Remove part ${at + 1}`}
                  onClick={() => props.onChange(props.components.filter((_, i) => i !== at))}
                >
                  <TrashIcon />
                </IconButton>
              </div>
            )}
          </Show>
        )}
      </For>
      <div class="flex flex-wrap gap-2">
        <For each={fresh}>
          {([label, make]) => (
            <Button size="sm" onClick={() => props.onChange([...props.components, make()])}>
              + {label}
            </Button>
          )}
        </For>
      </div>
    </div>
  )
}

function Edit(props: { part: Component; name: string; onChange: (to: Component) => void }) {
  return (
    <Switch fallback={<p class="text-sm opacity-80">{props.name} is edited as JSON.</p>}>
      <Match when={props.part.type === 10 && (props.part as PartOf<10>)}>
        {(text) => (
          <Box
            label={`${props.name}: text`}
            lines
            max={4000}
            value={text().content}
            onInput={(content) => props.onChange({ ...text(), content })}
          />
        )}
      </Match>
      <Match when={props.part.type === 14}>
        <hr class="my-3 border-current opacity-30" />
      </Match>
      <Match when={props.part.type === 12 && (props.part as PartOf<12>)}>
        {(gallery) => (
          <For each={gallery().items.map((_, at) => at)}>
            {(at) => (
              <Box
                label={`${props.name}: picture's web address`}
                max={2048}
                value={gallery().items[at]?.media.url ?? ''}
                onInput={(url) =>
                  props.onChange({
                    ...gallery(),
                    items: gallery().items.map((item, i) => (i === at ? { ...item, media: { url } } : item)),
                  })
                }
              />
            )}
          </For>
        )}
      </Match>
      <Match when={props.part.type === 1 && (props.part as PartOf<1>)}>
        {(row) => (
          <For each={row().components.map((_, at) => at)}>
            {(at) => {
              const put = (change: { label?: string; url?: string }) =>
                props.onChange({
                  ...row(),
                  components: row().components.map((button, i) => (i === at ? { ...button, ...change } : button)),
                })
              return (
                <div class="grid gap-1 sm:grid-cols-2">
                  <Box
                    label={`${props.name}: button's label`}
                    max={80}
                    value={row().components[at]?.label ?? ''}
                    onInput={(label) => put({ label })}
                  />
                  <Box
                    label={`${props.name}: button's web address`}
                    max={2048}
                    value={row().components[at]?.url ?? ''}
                    onInput={(url) => put({ url })}
                  />
                </div>
              )
            }}
          </For>
        )}
      </Match>
    </Switch>
  )
}
