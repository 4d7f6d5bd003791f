import { For, Show } from 'solid-js'
import FileIcon from '~icons/lucide/paperclip'
import OutIcon from '~icons/lucide/external-link'
import type { ReportedMessage } from '#schema/contract/report.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Time } from '#web/ui/time.tsx'
import { useReportFate } from '#web/data/fates.ts'
import { useGuild } from '#web/data/guild.ts'
import { avatarUrl } from '#web/data/images.ts'
import { FateMark } from '#web/pages/marks/fate-mark.tsx'
import { messageLink } from './report-words.ts'

const kilobytes = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`

/** The message as it was when it was reported, and whether it is still there. */
export function ReportMessage(props: { number: number; message: ReportedMessage }) {
  const guild = useGuild()
  const fate = useReportFate(
    () => guild.id,
    () => props.number,
  )
  return (
    <section aria-label="The message" class="rounded-md border border-line">
      <div class="flex gap-3 p-3">
        <Avatar name={props.message.author.name} src={avatarUrl(props.message.author)} size={32} />
        <div class="min-w-0 flex-1">
          <p class="flex flex-wrap items-baseline gap-x-2">
            <bdi class="font-semibold">{props.message.author.name}</bdi>
            <Time at={props.message.sentAt} class="text-sm text-ink-3" />
            <Show when={props.message.editedAt}>
              <span class="text-xs text-ink-3">edited</span>
            </Show>
            <FateMark fate={fate()} />
          </p>
          <Show when={props.message.text} fallback={<p class="text-ink-3">No text</p>}>
            <p dir="auto" class="break-words whitespace-pre-wrap">
              {props.message.text}
            </p>
          </Show>
          <Show when={props.message.attachments.length > 0}>
            <ul class="mt-2 grid gap-1" aria-label="Attached files">
              <For each={props.message.attachments}>
                {(file) => (
                  <li class="flex min-w-0 items-center gap-1.5 text-sm text-ink-2">
                    <FileIcon class="flex-none text-ink-3" />
                    <bdi class="truncate">{file.name}</bdi>
                    <span class="flex-none text-ink-3">{kilobytes(file.bytes)}</span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
          <For each={props.message.embeds.filter(({ title, text }) => title || text)}>
            {(embed) => (
              <div class="mt-2 border-l-2 border-line-strong pl-3 text-sm">
                <p dir="auto" class="font-semibold break-words">
                  {embed.title}
                </p>
                <p dir="auto" class="break-words whitespace-pre-wrap text-ink-2">
                  {embed.text}
                </p>
                <Show when={embed.url}>
                  <p class="font-mono text-xs break-all text-ink-3">{embed.url}</p>
                </Show>
              </div>
            )}
          </For>
        </div>
      </div>
      <p class="flex flex-wrap items-center justify-between gap-2 border-t border-line px-3 py-1.5 text-sm text-ink-3">
        <span>
          In <bdi>#{guild.channel(props.message.channelId)?.name ?? 'a channel that is gone'}</bdi>, as it was when
          reported
        </span>
        <a
          href={messageLink(guild.id, props.message)}
          target="_blank"
          rel="noopener noreferrer"
          class="link inline-flex min-h-6 items-center gap-1 coarse:min-h-11"
        >
          In Discord <OutIcon />
        </a>
      </p>
    </section>
  )
}
