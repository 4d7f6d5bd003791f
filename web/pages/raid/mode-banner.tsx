import { For, Show } from 'solid-js'
import ShieldIcon from '~icons/lucide/shield-alert'
import type { RaidMode } from '#schema/contract/raid.ts'
import { now } from '#web/primitives/clock.ts'
import { Button } from '#web/ui/button.tsx'
import { CaseMark } from '#web/pages/marks/case-mark.tsx'
import { Banner } from './banner.tsx'
import { openRaid } from './open-raid.ts'
import { formatEnd, gaps, heldSentence } from './raid-words.ts'

/** Raid mode while it is on, on every page. */
export function ModeBanner(props: { mode: RaidMode; blocked: (kind: 'contain' | 'release') => string | undefined }) {
  return (
    <Banner
      label="Raid mode"
      icon={<ShieldIcon />}
      actions={
        <>
          <Button size="sm" reason={props.blocked('contain')} onClick={() => openRaid()}>
            Extend…
          </Button>
          <Button size="sm" reason={props.blocked('release')} onClick={() => openRaid('end')}>
            End…
          </Button>
        </>
      }
    >
      <p>
        <strong>Raid mode until {formatEnd(props.mode.until, now())}</strong>
        <Show when={props.mode.by}>
          {(by) => (
            <>
              {' '}
              · by <bdi>{by().name}</bdi>
            </>
          )}
        </Show>{' '}
        · <CaseMark number={props.mode.number} />
      </p>
      <p class="text-sm">{heldSentence(props.mode)}</p>
      <For each={gaps(props.mode)}>{(gap) => <p class="text-sm font-medium text-danger">{gap}</p>}</For>
      <Show when={props.mode.endError}>
        {(error) => (
          <p class="text-sm font-medium text-danger">It could not be ended yet: {error()} Wardroom keeps trying.</p>
        )}
      </Show>
    </Banner>
  )
}
