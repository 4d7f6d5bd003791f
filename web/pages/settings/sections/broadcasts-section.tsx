import { For, Show } from 'solid-js'
import { BroadcastCategory } from '#schema/contract/broadcast-category.ts'
import { failures, type FailureCode } from '#schema/contract/failures.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { showToast } from '#web/ui/toast.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { useQuery } from '#web/data/query.ts'
import { brokenBroadcastsQuery, settingsQuery, useTryBroadcasts } from '#web/data/settings.ts'
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
  const settings = useQuery(() => settingsQuery(guild.id))
  const isChanged = () => settings.data?.broadcasts.channelId !== props.draft.broadcasts.channelId
  const attempt = useTryBroadcasts(() => guild.id)
  const tryOut = async () => {
    try {
      await attempt.mutateAsync()
      showToast('It was posted: news will be too.', { tone: 'ok' })
    } catch (error) {
      showToast(failureMessage(error), { tone: 'danger' })
    }
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
          <Notice
            tone="warn"
            action={
              <Button
                size="sm"
                busy={attempt.isPending}
                reason={isChanged() ? 'Save the other channel first.' : undefined}
                onClick={() => void tryOut()}
              >
                Post a line to try it
              </Button>
            }
          >
            <strong>The last one could not be posted.</strong> {text()}
          </Notice>
        )}
      </Show>
      <PostChannel
        label="Post them to"
        value={props.draft.broadcasts.channelId}
        onChange={(id) => props.set('broadcasts', 'channelId', id)}
      />
      <Show when={query.data?.source}>
        {(source) => (
          <Checkbox
            checked={props.draft.broadcasts.follow}
            disabled={props.draft.broadcasts.channelId === null}
            help="Discord then carries all of its messages there, whatever they are about. The bot needs Manage Webhooks in that channel."
            onChange={(on) => props.set('broadcasts', 'follow', on)}
          >
            Follow <bdi>#{source().channelName}</bdi> of <bdi>{source().guildName}</bdi>
          </Checkbox>
        )}
      </Show>
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
        <Checkbox
          checked={props.draft.broadcasts.early}
          disabled={props.draft.broadcasts.channelId === null}
          help="Trials and questions that go only to servers which ask for them."
          onChange={(on) => props.set('broadcasts', 'early', on)}
        >
          Early news
        </Checkbox>
      </fieldset>
    </section>
  )
}
