import { For, Show } from 'solid-js'
import DownIcon from '~icons/lucide/arrow-down'
import UpIcon from '~icons/lucide/arrow-up'
import PlusIcon from '~icons/lucide/plus'
import TrashIcon from '~icons/lucide/trash'
import { embedLength, type Embed } from '#schema/contract/broadcast.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'

const MOST_EMBEDS = 10
const MOST_FIELDS = 25
const MOST_IN_ALL = 6000

/** Embeds edited where they stand: each box is a part of the message as Discord shows it. */
export function EmbedEditor(props: {
  content: string
  embeds: readonly Embed[]
  onChange: (to: { content: string; embeds: Embed[] }) => void
}) {
  const length = () => props.embeds.reduce((sum, embed) => sum + embedLength(embed), 0)
  const set = (at: number, embed: Embed) =>
    props.onChange({ content: props.content, embeds: props.embeds.map((one, i) => (i === at ? embed : one)) })
  const replace = (embeds: Embed[]) => props.onChange({ content: props.content, embeds })
  return (
    <div class="discord grid gap-2" data-theme="dark">
      <Box
        label="Text above the embeds"
        max={2000}
        lines
        value={props.content}
        onInput={(content) => props.onChange({ content, embeds: [...props.embeds] })}
      />
      <For each={props.embeds.map((_, at) => at)}>
        {(at) => (
          <Show when={props.embeds[at]}>
            {(embed) => (
              <OneEmbed
                embed={embed()}
                name={props.embeds.length > 1 ? `Embed ${at + 1}` : 'Embed'}
                onChange={(to) => set(at, to)}
                onRemove={props.embeds.length > 1 ? () => replace(props.embeds.filter((_, i) => i !== at)) : undefined}
              />
            )}
          </Show>
        )}
      </For>
      <div class="flex flex-wrap items-center justify-between gap-2 text-sm">
        <Button
          size="sm"
          reason={props.embeds.length >= MOST_EMBEDS ? `Discord takes ${MOST_EMBEDS} embeds.` : undefined}
          onClick={() => replace([...props.embeds, { description: '' }])}
        >
          <PlusIcon /> Another embed
        </Button>
        <span class={length() > MOST_IN_ALL ? 'font-semibold text-[#ff958b]' : ''} role="status">
          {formatNumber(length())} of {formatNumber(MOST_IN_ALL)} in all
        </span>
      </div>
    </div>
  )
}

/** Without what is empty: Discord refuses empty parts. */
const set = <K extends keyof Embed>(embed: Embed, key: K, value: Embed[K] | undefined): Embed => {
  const { [key]: _, ...rest } = embed
  return value === undefined ? rest : { ...rest, [key]: value }
}

function OneEmbed(props: {
  embed: Embed
  name: string
  onChange: (to: Embed) => void
  onRemove?: (() => void) | undefined
}) {
  const text = (key: 'title' | 'description' | 'url') => (value: string) =>
    props.onChange(set(props.embed, key, value || undefined))
  const fields = () => props.embed.fields ?? []
  const setFields = (to: NonNullable<Embed['fields']>) =>
    props.onChange(set(props.embed, 'fields', to.length > 0 ? to : undefined))
  const color = () => `#${(props.embed.color ?? 0x3f7fbf).toString(16).padStart(6, '0')}`
  return (
    <fieldset class="discord-embed block!" ref={(card) => card.style.setProperty('--embed', color())}>
      <legend class="sr-only">{props.name}</legend>
      <div class="grid gap-2">
        <div class="flex items-center gap-2">
          <label class="flex items-center gap-2 text-xs">
            <input
              type="color"
              class="size-7 cursor-pointer rounded border-0 bg-transparent coarse:size-11"
              value={color()}
              onInput={(event) =>
                props.onChange({ ...props.embed, color: parseInt(event.currentTarget.value.slice(1), 16) })
              }
            />
            Colour
          </label>
          <span class="flex-1" />
          <Show when={props.onRemove}>
            {(remove) => (
              <IconButton size="sm" label={`Remove ${props.name}`} onClick={() => remove()()}>
                <TrashIcon />
              </IconButton>
            )}
          </Show>
        </div>
        <Box
          label="Author"
          max={256}
          value={props.embed.author?.name ?? ''}
          onInput={(name) =>
            props.onChange(set(props.embed, 'author', name ? { ...props.embed.author, name } : undefined))
          }
        />
        <Box label="Title" strong max={256} value={props.embed.title ?? ''} onInput={text('title')} />
        <Box label="Link of the title" max={2048} value={props.embed.url ?? ''} onInput={text('url')} />
        <Box label="Description" lines max={4096} value={props.embed.description ?? ''} onInput={text('description')} />
        <For each={fields().map((_, at) => at)}>
          {(at) => (
            <Show when={fields()[at]}>
              {(field) => {
                const put = (change: Partial<ReturnType<typeof field>>) =>
                  setFields(fields().map((one, i) => (i === at ? { ...one, ...change } : one)))
                const move = (by: number) => {
                  const next = [...fields()]
                  const [taken] = next.splice(at, 1)
                  if (taken) next.splice(at + by, 0, taken)
                  setFields(next)
                }
                return (
                  <div class="grid gap-1.5 rounded border border-current/20 p-2">
                    <Box
                      label={`Field ${at + 1}: name`}
                      strong
                      max={256}
                      value={field().name}
                      onInput={(name) => put({ name })}
                    />
                    <Box
                      label={`Field ${at + 1}: text`}
                      lines
                      max={1024}
                      value={field().value}
                      onInput={(value) => put({ value })}
                    />
                    <div class="flex items-center gap-1">
                      <label class="flex flex-1 items-center gap-2 text-xs coarse:min-h-11">
                        <input
                          type="checkbox"
                          checked={field().inline ?? false}
                          onChange={(event) => put({ inline: event.currentTarget.checked })}
                        />
                        Beside others
                      </label>
                      <IconButton
                        size="sm"
                        label={`Move field ${at + 1} up`}
                        reason={at === 0 ? 'It is the first.' : undefined}
                        onClick={() => move(-1)}
                      >
                        <UpIcon />
                      </IconButton>
                      <IconButton
                        size="sm"
                        label={`Move field ${at + 1} down`}
                        reason={at === fields().length - 1 ? 'It is the last.' : undefined}
                        onClick={() => move(1)}
                      >
                        <DownIcon />
                      </IconButton>
                      <IconButton
                        size="sm"
                        label={`Remove field ${at + 1}`}
                        onClick={() => setFields(fields().filter((_, i) => i !== at))}
                      >
                        <TrashIcon />
                      </IconButton>
                    </div>
                  </div>
                )
              }}
            </Show>
          )}
        </For>
        <Button
          size="sm"
          class="justify-self-start"
          reason={fields().length >= MOST_FIELDS ? `Discord takes ${MOST_FIELDS} fields.` : undefined}
          onClick={() => setFields([...fields(), { name: '', value: '', inline: true }])}
        >
          <PlusIcon /> Field
        </Button>
        <Box
          label="Picture (web address)"
          max={2048}
          value={props.embed.image?.url ?? ''}
          onInput={(url) => props.onChange(set(props.embed, 'image', url ? { url } : undefined))}
        />
        <Box
          label="Thumbnail (web address)"
          max={2048}
          value={props.embed.thumbnail?.url ?? ''}
          onInput={(url) => props.onChange(set(props.embed, 'thumbnail', url ? { url } : undefined))}
        />
        <Box
          label="Footer"
          max={2048}
          value={props.embed.footer?.text ?? ''}
          onInput={(written) =>
            props.onChange(set(props.embed, 'footer', written ? { ...props.embed.footer, text: written } : undefined))
          }
        />
      </div>
    </fieldset>
  )
}

/** A part of the message that is typed in place, with what is left of its limit when that runs short. */
export function Box(props: {
  label: string
  max: number
  value: string
  lines?: boolean
  strong?: boolean
  onInput: (value: string) => void
}) {
  const common = () => ({
    'aria-label': props.label,
    placeholder: props.label,
    class: `discord-box ${props.strong ? 'font-semibold' : ''}`,
    onInput: (event: InputEvent & { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      props.onInput(event.currentTarget.value),
  })
  const left = () => props.max - props.value.length
  return (
    <div class="relative">
      <Show when={props.lines} fallback={<input type="text" value={props.value} {...common()} />}>
        <textarea
          rows={Math.min(12, Math.max(2, props.value.split('\n').length + 1))}
          value={props.value}
          {...common()}
        />
      </Show>
      <Show when={left() < props.max * 0.2}>
        <span class={`absolute right-2 bottom-1 text-xs ${left() < 0 ? 'font-semibold text-[#ff958b]' : 'opacity-70'}`}>
          {left()}
        </span>
      </Show>
    </div>
  )
}
