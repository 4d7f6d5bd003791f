import { Show } from 'solid-js'
import ExternalIcon from '~icons/lucide/external-link'
import type { Case } from '#schema/contract/case.ts'
import { Badge } from '#web/ui/badge.tsx'
import { dmWords } from './case-words.ts'
import { Fact } from './fact.tsx'

const badge = { ok: 'Delivered', warn: 'Failed', neutral: 'Not sent' } as const

/** Who was told: the person by direct message, the staff in the log channel. */
export function DeliveryFacts(props: { case: Case }) {
  const dm = () => dmWords(props.case.dm)
  /** the badge has said the first half */
  const why = () => dm().text.replace(/^Not (?:sent|delivered): (.)/, (_, first: string) => first.toUpperCase())
  const log = () => props.case.log
  const message = () => {
    const at = log()
    return at && 'messageId' in at ? at : null
  }
  return (
    <section aria-label="Who was told" class="grid gap-2.5 border-t border-line pt-4">
      <h3 class="overline">Told</h3>
      <dl class="grid gap-2.5">
        <Fact label="Direct message" note={dm().tone === 'ok' ? undefined : why()}>
          <Badge tone={dm().tone}>{badge[dm().tone as keyof typeof badge] ?? 'None'}</Badge>
        </Fact>
        <Fact label="Log channel">
          <Show
            when={message()}
            fallback={
              <Show when={log()} fallback={<span class="text-ink-2">Not posted: no log channel is set</span>}>
                {(at) => (
                  <span class="text-warn">
                    Could not be posted: {'error' in at() ? (at() as { error: string }).error : ''}
                  </span>
                )}
              </Show>
            }
          >
            {(at) => (
              <a
                class="link inline-flex items-center gap-1.5 font-medium"
                href={`https://discord.com/channels/${props.case.guildId}/${at().channelId}/${at().messageId}`}
                target="_blank"
                rel="noopener noreferrer"
              >
                Open the message in Discord <ExternalIcon />
              </a>
            )}
          </Show>
        </Fact>
      </dl>
    </section>
  )
}
