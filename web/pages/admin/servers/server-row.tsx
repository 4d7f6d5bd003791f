import { Show } from 'solid-js'
import { gatewayShardOf, type FleetRow } from '#schema/contract/fleet.ts'
import { modules, ModuleId } from '#schema/contract/modules.ts'
import { formatDay, formatNumber } from '#web/primitives/format.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Time } from '#web/ui/time.tsx'
import { iconUrl } from '#web/data/images.ts'
import { area, rowGrid } from './server-columns.ts'
import { ServerBadges } from './server-badges.tsx'
import { Swatch } from './swatch.tsx'

/** One server in the list: the whole row leads to it. */
export function ServerRow(props: {
  row: FleetRow
  href: string
  gatewayShards: number
  /** it changed and no longer belongs under the filter */
  isLost: boolean
  /** it is in the registry no more */
  isGone: boolean
}) {
  const on = () => props.row.modules.map((id) => modules[id].label)
  const shards = () => [`gateway ${gatewayShardOf(props.row.id, props.gatewayShards)}`, `D1 ${props.row.shard}`]
  return (
    <div
      class={`relative border-b border-line hover:bg-hover has-focus-visible:bg-hover @3xl:min-h-14 ${rowGrid} ${
        props.isLost || props.isGone ? 'opacity-60' : ''
      }`}
    >
      <div role="cell" class={area.name}>
        <div class="flex min-w-0 items-center gap-3">
          <Avatar name={props.row.name} src={iconUrl(props.row)} shape="square" size={32} />
          <div class="min-w-0">
            <p class="flex min-w-0">
              <a
                href={props.href}
                data-row={props.row.id}
                class="max-w-full truncate font-semibold text-ink after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
              >
                <bdi>{props.row.name}</bdi>
              </a>
            </p>
            <p class="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5 text-sm text-ink-3">
              <span class="font-mono text-xs">{props.row.id}</span>
              <ServerBadges row={props.row} gone={props.isGone} />
              <Show when={props.isLost && !props.isGone}>
                <span class="whitespace-nowrap">no longer matches</span>
              </Show>
            </p>
          </div>
        </div>
      </div>
      <div role="cell" class={`text-sm tabular-nums ${area.members}`}>
        {formatNumber(props.row.members)}
      </div>
      <div role="cell" class={`text-sm text-ink-2 ${area.language}`}>
        {props.row.language}
      </div>
      <div role="cell" class={`text-sm text-ink-2 ${area.color}`}>
        <Swatch color={props.row.embedColor} />
      </div>
      <div role="cell" class={`text-sm text-ink-2 ${area.modules}`}>
        <p class="truncate" title={on().join(', ')}>
          <span class="text-ink-3 tabular-nums">
            {on().length}/{ModuleId.options.length}
          </span>{' '}
          {on().join(', ')}
        </p>
      </div>
      <div role="cell" class={`text-sm text-ink-2 ${area.installed}`}>
        <time datetime={new Date(props.row.installedAt).toISOString()}>{formatDay(props.row.installedAt)}</time>
      </div>
      <div role="cell" class={`text-xs text-ink-2 tabular-nums ${area.shards}`}>
        {shards()[0]}
        <br />
        {shards()[1]}
      </div>
      <div role="cell" class={`text-sm text-ink-2 ${area.active}`}>
        <LastActive at={props.row.activeAt} />
      </div>
      <div role="cell" class={`text-sm text-ink-3 ${area.facts}`}>
        {formatNumber(props.row.members)} members · {props.row.language} · since {formatDay(props.row.installedAt)}
      </div>
    </div>
  )
}

const DAY = 86_400_000

/** It is noted once a day, so within a day it is only known that it was. */
export const LastActive = (props: { at: number | null }) => (
  <Show when={props.at} fallback={<span class="text-ink-3">never</span>}>
    {(at) => (
      <Show when={Date.now() - at() >= DAY} fallback={<span title="Noted once a day">today</span>}>
        <Time at={at()} />
      </Show>
    )}
  </Show>
)
