import { Show } from 'solid-js'
import type { AuditLink } from '#schema/contract/audit.ts'
import { CopyButton } from '#web/pages/list/copy-button.tsx'

/** Where the chain stands. Whoever notes it can prove later that nothing up to there was changed. */
export function ChainHead(props: { head: AuditLink | null }) {
  return (
    <Show when={props.head}>
      {(head) => (
        <section aria-label="Chain" class="grid gap-1 text-sm text-ink-3">
          <p class="flex flex-wrap items-center gap-x-2">
            <span>Chain head at row {head().seq}:</span>
            <code class="min-w-0 font-mono text-xs break-all">{head().hash}</code>
            <CopyButton bare text={head().hash} label="Copy the hash" />
          </p>
          <p class="max-w-prose">
            Each row carries the hash of the one before. Note this hash: an export checked with{' '}
            <code class="font-mono text-xs">npm run verify-audit -- file.json --head hash</code> then proves that
            nothing up to here was changed.
          </p>
        </section>
      )}
    </Show>
  )
}
