import { createMemo, For, Match, Show, Switch } from 'solid-js'
import ExternalIcon from '~icons/lucide/external-link'
import type { Case } from '#schema/contract/case.ts'
import { isDeletedBy, type Fate } from '#schema/contract/fate.ts'
import type { Evidence, KeptEmbed, KeptMessage as Kept } from '#schema/contract/evidence.ts'
import { allStraight } from '#schema/contract/straight.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { CopyButton } from '#web/pages/list/copy-button.tsx'
import { FateMark } from '#web/pages/marks/fate-mark.tsx'
import { PersonMark } from '#web/pages/marks/person-mark.tsx'
import { missingWords } from './evidence-words.ts'
import { KeptFiles } from './kept-files.tsx'

/** A message as it was, as a quotation; whatever it says is text and nothing else. */
export function KeptMessage(props: { case: Case; kept: Evidence; fate: Fate | undefined }) {
  // what is copied is what the hash is of, marks that turn text and all; what is shown turns none
  const kept = createMemo((): Kept | null =>
    props.kept.snapshot.state === 'kept' ? allStraight(props.kept.snapshot) : null,
  )
  const missing = () => (props.kept.snapshot.state === 'missing' ? props.kept.snapshot : null)
  return (
    <article class="grid gap-2 rounded-md border border-line bg-sunken px-3.5 py-2.5">
      <Show when={missing()}>
        {(why) => (
          <p>
            <span class="font-semibold">A message was not kept.</span>{' '}
            <span class="text-ink-2">{missingWords[why().why]}</span>
          </p>
        )}
      </Show>
      <Show when={kept()}>
        {(message) => (
          <>
            <header class="flex flex-wrap items-center gap-x-2 gap-y-1">
              <PersonMark person={message().author} size={20} />
              <span class="text-sm text-ink-3">
                <Show when={message().channelName}>
                  in <bdi>#{message().channelName}</bdi>{' '}
                </Show>
                <Time exact at={message().writtenAt} />
                {message().editedAt === null ? '' : ', edited'}
              </span>
              <Show when={isDeletedBy(props.case, message().writtenAt)} fallback={<FateMark fate={props.fate} />}>
                <Badge>Deleted by this action</Badge>
              </Show>
            </header>
            <blockquote class="grid gap-2 border-l-2 border-line-strong pl-3">
              <Show when={message().forwarded}>
                <p class="text-sm text-ink-3">Forwarded from elsewhere</p>
              </Show>
              <Switch>
                <Match when={message().withheld}>
                  <p class="text-ink-2">
                    Discord did not tell what it says: the bot lacks the Message Content intent. It can be switched on
                    in Discord's developer portal.
                  </p>
                </Match>
                <Match when={message().text}>
                  <p dir="auto" class="max-h-72 overflow-auto wrap-anywhere whitespace-pre-wrap">
                    {message().text}
                  </p>
                </Match>
              </Switch>
              <For each={message().embeds}>{(embed) => <EmbedText embed={embed} />}</For>
              <Show when={message().stickers.length > 0}>
                <p class="text-sm text-ink-2">Sticker: {message().stickers.join(', ')}</p>
              </Show>
              <KeptFiles kept={props.kept} files={message().files} />
            </blockquote>
          </>
        )}
      </Show>
      <footer class="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-3">
        <a
          class="link inline-flex min-h-6 items-center gap-1.5"
          href={`https://discord.com/channels/${props.case.guildId}/${props.kept.snapshot.channelId}/${props.kept.messageId}`}
          target="_blank"
          rel="noopener noreferrer"
        >
          Open in Discord <ExternalIcon />
        </a>
        <span class="inline-flex min-w-0 items-center gap-1" title={`SHA-256 ${props.kept.hash}`}>
          SHA-256 <code class="font-mono text-xs">{props.kept.hash.slice(0, 8)}…</code>
          <CopyButton bare text={props.kept.hash} label="Copy the whole hash" />
        </span>
        <CopyButton text={JSON.stringify(props.kept.snapshot)} label="Copy JSON" />
      </footer>
    </article>
  )
}

const EmbedText = (props: { embed: KeptEmbed }) => (
  <div class="grid gap-0.5 rounded-sm border-l-2 border-accent-mark bg-surface px-2.5 py-1.5 text-sm">
    <For each={[props.embed.author, props.embed.title].filter(Boolean)}>
      {(line) => (
        <p dir="auto" class="font-medium wrap-anywhere">
          {line}
        </p>
      )}
    </For>
    <Show when={props.embed.description}>
      <p dir="auto" class="wrap-anywhere whitespace-pre-wrap text-ink-2">
        {props.embed.description}
      </p>
    </Show>
    <For each={props.embed.fields}>
      {(field) => (
        <p dir="auto" class="wrap-anywhere text-ink-2">
          <span class="font-medium">{field.name}:</span> {field.value}
        </p>
      )}
    </For>
    <For each={[props.embed.url, props.embed.footer].filter(Boolean)}>
      {(line) => <p class="wrap-anywhere text-ink-3">{line}</p>}
    </For>
  </div>
)
