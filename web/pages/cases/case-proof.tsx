import { Show } from 'solid-js'
import ChevronIcon from '~icons/lucide/chevron-right'
import ShieldIcon from '~icons/lucide/shield-check'
import type { Case } from '#schema/contract/case.ts'
import { Time } from '#web/ui/time.tsx'
import { PersonMark } from '#web/pages/marks/person-mark.tsx'
import { CopyButton } from '#web/pages/list/copy-button.tsx'
import { Fact } from './fact.tsx'

/** Why the record can be believed: signature, Discord's own entry, what was edited since, and the record itself. */
export function CaseProof(props: { case: Case }) {
  const json = () => JSON.stringify(props.case, null, 2)
  return (
    <section aria-label="Proof" class="grid gap-2.5 border-t border-line pt-4">
      <h3 class="overline">Proof</h3>
      <dl class="grid gap-2.5">
        <Fact
          label="Signature"
          note={
            <Show when={props.case.signature} fallback="It reached Wardroom from Discord, which does not sign.">
              {(signed) => (
                <>
                  Key <code class="font-mono">{signed().keyId}</code>, issued <Time exact at={signed().issuedAt} />
                  <span class="block truncate font-mono text-xs" title={signed().nonce}>
                    nonce {signed().nonce}
                  </span>
                </>
              )}
            </Show>
          }
        >
          <Show when={props.case.signature} fallback={<span class="text-ink-2">None</span>}>
            <span class="inline-flex items-center gap-1.5 font-medium text-ok">
              <ShieldIcon /> Valid when performed
            </span>
          </Show>
        </Fact>
        <Fact
          label="Discord"
          note={
            <Show when={props.case.confirmation}>
              {(entry) => (
                <>
                  Audit log entry <code class="font-mono text-xs">{entry().auditEntryId}</code>,{' '}
                  <Time exact at={entry().at} />
                </>
              )}
            </Show>
          }
        >
          <Show when={props.case.confirmation} fallback={<Unconfirmed case={props.case} />}>
            <span class="inline-flex items-center gap-1.5 font-medium text-ok">
              <ShieldIcon /> Confirmed by its audit log
            </span>
          </Show>
        </Fact>
        <Show when={props.case.editedAt}>
          {(at) => (
            <Fact label="Edited" note={<Time exact at={at()} />}>
              <Show when={props.case.editedBy} fallback="The reason was changed">
                {(editor) => (
                  <span class="inline-flex max-w-full flex-wrap items-center gap-1.5">
                    Reason changed by <PersonMark person={editor()} size={20} />
                  </span>
                )}
              </Show>
            </Fact>
          )}
        </Show>
      </dl>
      <details class="rounded-md border border-line">
        <summary class="flex min-h-9 list-none items-center gap-2 px-3 font-medium hover:bg-hover coarse:min-h-11">
          <ChevronIcon class="text-ink-3 in-open:rotate-90" />
          Record as JSON
        </summary>
        <div class="border-t border-line">
          <div class="flex justify-end px-1 pt-1">
            <CopyButton text={json()} label="Copy JSON" />
          </div>
          <pre
            tabindex="0"
            role="region"
            aria-label="Record as JSON"
            class="max-h-96 overflow-auto px-3 pb-3 font-mono text-xs leading-5 break-all whitespace-pre-wrap"
          >
            {json()}
          </pre>
        </div>
      </details>
    </section>
  )
}

/** Kinds that leave an entry in Discord's audit log. */
const audited = new Set([
  'ban',
  'tempban',
  'softban',
  'unban',
  'kick',
  'timeout',
  'untimeout',
  'purge',
  'slowmode',
  'lock',
  'unlock',
])

const Unconfirmed = (props: { case: Case }) => (
  <span class="text-ink-2">
    {!audited.has(props.case.kind)
      ? 'Nothing to confirm: this happens in Wardroom only'
      : props.case.status === 'refused'
        ? 'Nothing to confirm'
        : 'Not confirmed yet'}
  </span>
)
