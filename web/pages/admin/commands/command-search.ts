import { useSearchParams } from '@solidjs/router'
import { createMemo } from 'solid-js'
import type { CommandFigures } from '#schema/contract/ops.ts'

export const spans = ['7', '30', '90'] as const
export const views = ['uses', 'failed', 'latency'] as const
export const orders = ['uses', 'command', 'success', 'p50', 'p95', 'p99'] as const
export type Span = (typeof spans)[number]
export type View = (typeof views)[number]
export type Order = (typeof orders)[number]

export interface CommandSearch {
  days: Span
  command: string | undefined
  guild: string | undefined
  view: View
  order: Order
  reverse: boolean
}

const oneOf = <T extends string>(all: readonly T[], value: unknown, first: T): T =>
  all.find((one) => one === value) ?? first
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** What the page shows, all of it in the address. */
export function useCommandSearch() {
  const [params, setParams] = useSearchParams()
  const search = createMemo((): CommandSearch => {
    const guild = text(params['guild'])
    return {
      days: oneOf(spans, params['days'], '30'),
      command: text(params['command']),
      guild: guild && /^[1-9]\d{16,19}$/.test(guild) ? guild : undefined,
      view: oneOf(views, params['view'], 'uses'),
      order: oneOf(orders, params['order'], 'uses'),
      reverse: params['reverse'] === 'yes',
    }
  })
  const change = (part: Partial<CommandSearch>) =>
    setParams(
      { ...part, ...('reverse' in part ? { reverse: part.reverse ? 'yes' : undefined } : {}) },
      { scroll: false },
    )
  return { search, change }
}

/** As one calls it: menus have no slash. */
export const callOf = (command: string): string => (/^[a-z\d_-]+$/.test(command) ? `/${command}` : command)

export const successOf = ({ uses, failed }: Pick<CommandFigures, 'uses' | 'failed'>): number =>
  uses === 0 ? 1 : (uses - failed) / uses

/** Names from a to z, uses from most; success from worst and latencies from slowest, as that is what one looks for. */
export function sortedCommands(
  commands: readonly CommandFigures[],
  { order, reverse }: Pick<CommandSearch, 'order' | 'reverse'>,
): CommandFigures[] {
  const by: Record<Order, (a: CommandFigures, b: CommandFigures) => number> = {
    command: (a, b) => a.command.localeCompare(b.command),
    uses: (a, b) => b.uses - a.uses,
    success: (a, b) => successOf(a) - successOf(b),
    p50: (a, b) => (b.p50 ?? 0) - (a.p50 ?? 0),
    p95: (a, b) => (b.p95 ?? 0) - (a.p95 ?? 0),
    p99: (a, b) => (b.p99 ?? 0) - (a.p99 ?? 0),
  }
  const way = reverse ? -1 : 1
  return [...commands].sort((a, b) => way * by[order](a, b) || b.uses - a.uses || a.command.localeCompare(b.command))
}
