import { Show } from 'solid-js'
import type { RaidAlert } from '#schema/contract/raid.ts'
import { now } from '#web/primitives/clock.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { useGuild } from '#web/data/guild.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useDismissAlert } from '#web/data/raid.ts'
import { showToast } from '#web/ui/toast.ts'
import { Banner } from './banner.tsx'
import { openRaid } from './open-raid.ts'
import { alikeWords, formatSpan } from './raid-words.ts'
import { sweepWave } from './sweep-wave.ts'

/** A wave of joins that nobody took off yet, on every page. */
export function AlertBanner(props: {
  alert: RaidAlert
  blocked: (kind: 'contain' | 'ban') => string | undefined
  /** raid mode is not on yet */
  offersMode: boolean
}) {
  const guild = useGuild()
  const dismiss = useDismissAlert(() => guild.id)
  const reason = () => (guild.seated('moderator') ? undefined : 'Your seat here is viewer; this needs moderator.')
  return (
    <Banner
      label="Many joins at once"
      actions={
        <>
          <Button size="sm" variant="primary" reason={reason()} onClick={() => sweepWave(props.alert)}>
            Plan a sweep
          </Button>
          <Show when={props.offersMode}>
            <Button size="sm" variant="danger" reason={props.blocked('contain')} onClick={() => openRaid()}>
              Raid mode…
            </Button>
          </Show>
          <Button
            size="sm"
            reason={reason()}
            busy={dismiss.isPending}
            onClick={() =>
              dismiss.mutate(props.alert.id, {
                onError: (error) => showToast(`The alert is still there. ${failureMessage(error)}`, { tone: 'danger' }),
              })
            }
          >
            Dismiss
          </Button>
        </>
      }
    >
      <p>
        <strong>
          {formatNumber(props.alert.joins)} joined {props.alert.endedAt === null ? 'within moments' : 'at once'}
        </strong>{' '}
        · {formatSpan(props.alert.joinedFrom, props.alert.joinedTo, now())}
        {props.alert.endedAt === null ? ', and it goes on' : ', over now'}
      </p>
      <p class="text-sm">{alikeWords(props.alert)}</p>
      <Show when={props.alert.post && 'error' in props.alert.post ? props.alert.post : null}>
        {(post) => <p class="text-sm text-danger">Not posted in the alert channel: {post().error}</p>}
      </Show>
    </Banner>
  )
}
