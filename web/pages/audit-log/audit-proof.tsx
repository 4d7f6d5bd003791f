import { createSignal, Show } from 'solid-js'
import ChevronIcon from '~icons/lucide/chevron-right'
import type { AuditRow } from '#schema/contract/audit.ts'
import { CopyButton } from '#web/pages/list/copy-button.tsx'

/** Where the row stands in the chain, and the row itself. */
export function AuditProof(props: { row: AuditRow }) {
  const [open, setOpen] = createSignal(false)
  const json = () => JSON.stringify(props.row, null, 2)
  return (
    <section aria-label="Proof" class="grid gap-2.5 border-t border-line pt-4">
      <h3 class="overline">Proof</h3>
      <dl class="grid gap-2">
        <Hash label="Hash of this row" value={props.row.hash} />
        <Hash label={props.row.seq === 1 ? 'Before it' : `Hash of row ${props.row.seq - 1}`} value={props.row.prev} />
      </dl>
      <details class="rounded-md border border-line" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary class="flex min-h-9 list-none items-center gap-2 px-3 font-medium hover:bg-hover coarse:min-h-11">
          <ChevronIcon class="text-ink-3 in-open:rotate-90" />
          Row as JSON
        </summary>
        <Show when={open()}>
          <div class="border-t border-line">
            <div class="flex justify-end px-1 pt-1">
              <CopyButton text={json()} label="Copy JSON" />
            </div>
            <pre
              tabindex="0"
              role="region"
              aria-label="Row as JSON"
              class="max-h-96 overflow-auto px-3 pb-3 font-mono text-xs leading-5 break-all whitespace-pre-wrap"
            >
              {json()}
            </pre>
          </div>
        </Show>
      </details>
    </section>
  )
}

const Hash = (props: { label: string; value: string }) => (
  <div class="grid gap-0.5">
    <dt class="text-ink-3">{props.label}</dt>
    <dd class="flex items-start gap-1">
      <code class="min-w-0 flex-1 font-mono text-xs leading-6 break-all">{props.value}</code>
      <CopyButton bare text={props.value} label={`Copy: ${props.label}`} />
    </dd>
  </div>
)
