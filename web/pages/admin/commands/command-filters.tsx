import { Show } from 'solid-js'
import type { CommandFigures } from '#schema/contract/ops.ts'
import { Button } from '#web/ui/button.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { Select } from '#web/ui/select.tsx'
import { ServerPicker } from '#web/pages/admin/server-picker.tsx'
import { callOf, type CommandSearch, spans } from './command-search.ts'

const choices = spans.map((value) => ({ value, label: `${value} days` }))

/** How many days, which command, which server; all of it in the address. */
export function CommandFilters(props: {
  search: CommandSearch
  commands: readonly CommandFigures[]
  onChange: (change: Partial<CommandSearch>) => void
}) {
  const names = () =>
    [
      ...new Set([
        ...props.commands.map(({ command }) => command),
        ...(props.search.command ? [props.search.command] : []),
      ]),
    ].sort()
  return (
    <div class="flex flex-wrap items-center gap-2">
      <Segmented
        label="Time"
        value={props.search.days}
        options={choices}
        onChoose={(days) => props.onChange({ days })}
      />
      <Select
        class="w-auto!"
        aria-label="Command"
        value={props.search.command ?? ''}
        options={[
          { value: '', label: 'Every command' },
          ...names().map((name) => ({ value: name, label: callOf(name) })),
        ]}
        onChoose={(command) => props.onChange({ command: command || undefined })}
      />
      <div class="min-w-44 flex-1 basis-52 sm:max-w-80">
        <ServerPicker chosen={props.search.guild} onChoose={(guild) => props.onChange({ guild })} />
      </div>
      <Show when={props.search.command || props.search.guild}>
        <Button variant="ghost" size="sm" onClick={() => props.onChange({ command: undefined, guild: undefined })}>
          Clear filters
        </Button>
      </Show>
    </div>
  )
}
