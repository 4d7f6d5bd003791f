import { Show } from 'solid-js'
import { failures, type FailureCode } from '#schema/contract/failures.ts'
import type { ServerView } from '#schema/contract/server-view.ts'
import { modules, ModuleId } from '#schema/contract/modules.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Time } from '#web/ui/time.tsx'
import { Fact } from '#web/pages/cases/fact.tsx'
import { nameIn } from './names-in.ts'
import { LastActive } from './server-row.tsx'
import { Swatch } from './swatch.tsx'

const sentence = (reason: string): string =>
  Object.hasOwn(failures, reason) ? failures[reason as FailureCode][1].replaceAll(/\{\w+\}/g, 'needed') : reason

/** What the registry says of a server. */
export function ServerFacts(props: { view: ServerView }) {
  const row = () => props.view.row
  return (
    <section class="card grid gap-3 p-5" aria-labelledby="server-facts">
      <h2 id="server-facts" class="text-lg font-semibold">
        Server
      </h2>
      <dl class="grid gap-2 text-sm">
        <Fact label="Members">{formatNumber(row().members)}</Fact>
        <Fact label="Language">{row().language}</Fact>
        <Fact label="Colour">
          <Swatch color={row().embedColor} />
        </Fact>
        <Fact label="Modules on">
          {row()
            .modules.map((id) => modules[id].label)
            .join(', ') || 'none'}
          <span class="block text-ink-3">
            {row().modules.length} of {ModuleId.options.length}
          </span>
        </Fact>
        <Fact label="Installed">
          <Time exact at={row().installedAt} />
        </Fact>
        <Show when={row().removedAt}>
          {(at) => (
            <Fact label="Removed" note="Its data is kept for 30 days after that.">
              <Time exact at={at()} />
            </Fact>
          )}
        </Show>
        <Fact label="Last active">
          <LastActive at={row().activeAt} />
        </Fact>
        <Fact label="D1 shard">{row().shard}</Fact>
        <Fact label="Broadcasts">
          <Show when={row().broadcastChannelId} fallback="no channel chosen">
            {(id) => (
              <>
                <bdi>{nameIn(props.view.look?.names ?? {})(id())}</bdi>{' '}
                <Show when={row().broken} fallback={<Badge tone="ok">not known to be broken</Badge>}>
                  {(reason) => (
                    <>
                      <Badge tone="warn">broken</Badge>
                      <span class="block text-ink-2">{sentence(reason())}</span>
                    </>
                  )}
                </Show>
              </>
            )}
          </Show>
        </Fact>
      </dl>
    </section>
  )
}
