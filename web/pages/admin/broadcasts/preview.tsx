import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { BroadcastDraft, Component, Embed } from '#schema/contract/broadcast.ts'
import { Segmented } from '#web/ui/segmented.tsx'
import { Markdown } from './markdown.tsx'
import { categoryWords } from './words.ts'

type Shown = Pick<BroadcastDraft, 'category' | 'title' | 'content' | 'composed'>

/** The message as Discord shows it, in its dark and its light theme. */
export function Preview(props: { draft: Shown }) {
  const [theme, setTheme] = createSignal<'dark' | 'light'>('dark')
  return (
    <div class="grid justify-items-start gap-2">
      <Segmented
        label="Discord's theme"
        value={theme()}
        options={[
          { value: 'dark', label: 'Dark' },
          { value: 'light', label: 'Light' },
        ]}
        onChoose={setTheme}
      />
      <div class="discord w-full" data-theme={theme()}>
        <div class="flex gap-3">
          <span
            class="grid size-10 flex-none place-items-center rounded-full bg-[#5865f2] font-semibold text-white"
            aria-hidden="true"
          >
            W
          </span>
          <div class="min-w-0 flex-1">
            <p class="font-semibold">
              Wardroom <span class="discord-app">APP</span>
            </p>
            <Body draft={props.draft} />
          </div>
        </div>
      </div>
    </div>
  )
}

function Body(props: { draft: Shown }) {
  const plain = (): Embed => ({
    title: props.draft.title || 'Title',
    description: props.draft.content || 'Content',
    color: parseInt(categoryWords[props.draft.category].color.slice(1), 16),
    footer: { text: categoryWords[props.draft.category].label },
  })
  return (
    <Switch fallback={<EmbedCard embed={plain()} />}>
      <Match when={props.draft.composed?.mode === 'embeds' && props.draft.composed}>
        {(composed) => (
          <>
            <Show when={composed().content}>{(content) => <Markdown text={content()} />}</Show>
            <For each={composed().embeds}>{(embed) => <EmbedCard embed={embed} />}</For>
          </>
        )}
      </Match>
      <Match when={props.draft.composed?.mode === 'components' && props.draft.composed}>
        {(composed) => <For each={composed().components}>{(component) => <Part component={component} />}</For>}
      </Match>
    </Switch>
  )
}

const hex = (color: number | undefined): string => `#${(color ?? 0x4e5058).toString(16).padStart(6, '0')}`

function EmbedCard(props: { embed: Embed }) {
  return (
    <div class="discord-embed" ref={(card) => card.style.setProperty('--embed', hex(props.embed.color))}>
      <div class="min-w-0 flex-1">
        <Show when={props.embed.author}>{(author) => <p class="text-sm font-semibold">{author().name}</p>}</Show>
        <Show when={props.embed.title}>
          {(title) => (
            <p class={`mt-1 font-semibold ${props.embed.url ? 'text-[#00a8fc]' : ''}`}>
              <Markdown text={title()} inline />
            </p>
          )}
        </Show>
        <Show when={props.embed.description}>{(text) => <Markdown text={text()} class="mt-1 text-sm" />}</Show>
        <Show when={props.embed.fields?.length}>
          <div class="mt-2 grid grid-cols-3 gap-2 text-sm">
            <For each={props.embed.fields}>
              {(field) => (
                <div class={`min-w-0 ${field.inline ? '' : 'col-span-3'}`}>
                  <p class="font-semibold">
                    <Markdown text={field.name} inline />
                  </p>
                  <Markdown text={field.value} />
                </div>
              )}
            </For>
          </div>
        </Show>
        <Show when={props.embed.image}>{(image) => <Picture url={image().url} />}</Show>
        <Show when={props.embed.footer}>{(footer) => <p class="mt-2 text-xs opacity-80">{footer().text}</p>}</Show>
      </div>
      <Show when={props.embed.thumbnail}>{(thumbnail) => <Picture small url={thumbnail().url} />}</Show>
    </div>
  )
}

/** Pictures of other sites are not loaded here: the page's policy forbids it, and they would learn who looks. */
const Picture = (props: { url: string; small?: boolean }) => (
  <span class={`discord-picture ${props.small ? 'size-16 flex-none' : 'mt-2 h-28 w-full'}`} title={props.url}>
    <span class="truncate">{props.url.replace(/^https?:\/\//, '')}</span>
  </span>
)

function Part(props: { component: Component }) {
  const part = () => props.component
  return (
    <Switch>
      <Match when={part().type === 10 && (part() as Extract<Component, { type: 10 }>)}>
        {(text) => <Markdown text={text().content} class="mt-1" />}
      </Match>
      <Match when={part().type === 14}>
        <hr class="my-2 border-current opacity-20" />
      </Match>
      <Match when={part().type === 12 && (part() as Extract<Component, { type: 12 }>)}>
        {(gallery) => <For each={gallery().items}>{(item) => <Picture url={item.media.url} />}</For>}
      </Match>
      <Match when={part().type === 1 && (part() as Extract<Component, { type: 1 }>)}>
        {(row) => (
          <p class="mt-2 flex flex-wrap gap-2">
            <For each={row().components}>{(button) => <span class="discord-button">{button.label} ↗</span>}</For>
          </p>
        )}
      </Match>
      <Match when={part().type === 9 && (part() as Extract<Component, { type: 9 }>)}>
        {(section) => (
          <div class="mt-1 flex items-start gap-3">
            <div class="min-w-0 flex-1">
              <For each={section().components}>{(text) => <Markdown text={text.content} />}</For>
            </div>
            <Accessory of={section()} />
          </div>
        )}
      </Match>
      <Match when={part().type === 17 && (part() as Extract<Component, { type: 17 }>)}>
        {(container) => (
          <div
            class="discord-embed block!"
            ref={(card) => card.style.setProperty('--embed', hex(container().accent_color))}
          >
            <For each={container().components}>{(child) => <Part component={child} />}</For>
          </div>
        )}
      </Match>
    </Switch>
  )
}

const Accessory = (props: { of: Extract<Component, { type: 9 }> }) => {
  const { accessory } = props.of
  return accessory.type === 11 ? (
    <Picture small url={accessory.media.url} />
  ) : (
    <span class="discord-button">{accessory.label} ↗</span>
  )
}
