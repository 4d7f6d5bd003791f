import { createMemo, For, Show } from 'solid-js'
import type { ServerView } from '#schema/contract/server-view.ts'
import { settingParts, type SettingLine } from './setting-parts.ts'
import { nameIn } from './names-in.ts'

/** How a server is set up, read-only; what differs from how every server begins stands out. */
export function ServerSettings(props: { view: ServerView }) {
  const parts = createMemo(() => settingParts(props.view.settings, nameIn(props.view.look?.names ?? {})))
  const changed = () => parts().reduce((sum, { lines }) => sum + lines.filter((one) => !one.isDefault).length, 0)
  return (
    <section class="card grid gap-1 p-5" aria-labelledby="server-settings">
      <h2 id="server-settings" class="text-lg font-semibold">
        Settings
      </h2>
      <p class="text-sm text-ink-3">
        {changed() === 0 ? 'All as every server begins.' : `${changed()} of them changed; the others are as at first.`}
      </p>
      <div class="mt-2 grid gap-4">
        <For each={parts()}>
          {(part) => (
            <div class="grid gap-1.5 border-t border-line pt-3">
              <h3 class="overline">{part.title}</h3>
              <dl class="grid gap-1.5">
                <For each={part.lines}>{(line) => <Line line={line} />}</For>
              </dl>
            </div>
          )}
        </For>
      </div>
    </section>
  )
}

function Line(props: { line: SettingLine }) {
  const text = () => (typeof props.line.value === 'string' ? props.line.value : null)
  const list = () => (typeof props.line.value === 'string' ? null : props.line.value)
  return (
    <div class="grid gap-x-3 gap-y-0.5 text-sm sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt class="text-ink-3">{props.line.label}</dt>
      <dd class={`min-w-0 wrap-anywhere ${props.line.isDefault ? 'text-ink-2' : 'font-medium'}`}>
        <Show when={list()} fallback={<bdi>{text()}</bdi>}>
          {(values) => (
            <Show when={values().length > 0} fallback="none">
              <ul>
                <For each={values()}>
                  {(value) => (
                    <li>
                      <bdi>{value}</bdi>
                    </li>
                  )}
                </For>
              </ul>
            </Show>
          )}
        </Show>
        <Show when={props.line.isDefault}>
          <span class={`text-xs font-normal text-ink-3 ${list()?.length ? 'block' : 'ml-2'}`}>default</span>
        </Show>
      </dd>
    </div>
  )
}
