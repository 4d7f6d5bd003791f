import { For, Show } from 'solid-js'
import { BroadcastCategory } from '#schema/contract/broadcast-category.ts'
import { failures, type FailureCode } from '#schema/contract/failures.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { useGuild } from '#web/data/guild.ts'
import { useQuery } from '#web/data/query.ts'
import { brokenBroadcastsQuery } from '#web/data/settings.ts'
import { PostChannel } from '#web/pages/settings/post-channel.tsx'
import type { SectionProps } from '#web/pages/settings/sections.ts'

const words: Record<BroadcastCategory, { label: string; help: string }> = {
  changelog: { label: 'Changelog', help: 'What is new in the bot.' },
  announcement: { label: 'Announcements', help: 'Now and then, what everyone should know.' },
  maintenance: { label: 'Maintenance', help: 'When the bot will be away, and when it is back.' },
}

/** Where news from the bot's developers go, and which. */
export function BroadcastsSection(props: SectionProps) {
  const guild = useGuild()
  const query = useQuery(() => brokenBroadcastsQuery(guild.id))
  const sentence = () => {
    const reason = query.data?.broken
    if (!reason) return null
    return Object.hasOwn(failures, reason)
      ? failures[reason as FailureCode][1].replaceAll(/\{\w+\}/g, 'needed')
      : reason
  }
  const toggle = (category: BroadcastCategory, on: boolean) =>
    props.set(
      'broadcasts',
      'categories',
      BroadcastCategory.options.filter((one) =>
        one === category ? on : props.draft.broadcasts.categories.includes(one),
      ),
    )
  return (
    <section class="card grid gap-5 p-5" aria-labelledby="broadcasts">
      <h2 id="broadcasts" class="text-lg font-semibold">
        News from the bot's developers
      </h2>
      <Show when={sentence()}>
        {(text) => (
          <Notice tone="warn">
            <strong>The last one could not be posted.</strong> {text()}
          </Notice>
        )}
      </Show>
      <PostChannel
        label="Post them to"
        value={props.draft.broadcasts.channelId}
        onChange={(id) => props.set('broadcasts', 'channelId', id)}
      />
      <fieldset class="grid gap-3">
        <legend class="mb-2 font-semibold">Wanted here</legend>
        <For each={BroadcastCategory.options}>
          {(category) => (
            <Checkbox
              checked={props.draft.broadcasts.categories.includes(category)}
              disabled={props.draft.broadcasts.channelId === null}
              help={words[category].help}
              onChange={(on) => toggle(category, on)}
            >
              {words[category].label}
            </Checkbox>
          )}
        </For>
      </fieldset>
    </section>
  )
}
