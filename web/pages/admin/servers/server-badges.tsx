import { Show } from 'solid-js'
import type { FleetRow } from '#schema/contract/fleet.ts'
import { Badge } from '#web/ui/badge.tsx'

/** What is out of the ordinary about a server. */
export const ServerBadges = (props: { row: FleetRow; gone?: boolean }) => (
  <>
    <Show when={props.row.removedAt !== null && !props.gone}>
      <Badge tone="danger">removed</Badge>
    </Show>
    <Show when={props.gone}>
      <Badge tone="danger">erased</Badge>
    </Show>
    <Show when={props.row.broken}>
      <Badge tone="warn">broadcast channel broken</Badge>
    </Show>
  </>
)
