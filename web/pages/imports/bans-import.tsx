import { createSignal, Show } from 'solid-js'
import type { BansPreview } from '#schema/contract/import.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { beginImport, previewBans } from '#web/data/imports.ts'

/** Takes over the bans Discord has and Wardroom has no case of: first counted, then done. */
export function BansImport(props: { busy: boolean }) {
  const guild = useGuild()
  const [seen, setSeen] = createSignal<BansPreview>()
  const [working, setWorking] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  const attempt = async (work: () => Promise<unknown>) => {
    setWorking(true)
    setProblem(undefined)
    await work().catch((error: unknown) => setProblem(failureMessage(error)))
    setWorking(false)
  }
  const words = ({ bans, more, known }: BansPreview) => {
    if (!more && bans === known)
      return bans === 0
        ? 'Discord has no bans.'
        : `Discord has ${formatNumber(bans)} ${bans === 1 ? 'ban' : 'bans'}, and none without a case here.`
    return more
      ? `Discord has more than ${formatNumber(bans)} bans; of the first, ${formatNumber(bans - known)} have no case here.`
      : `Discord has ${formatNumber(bans)} ${bans === 1 ? 'ban' : 'bans'}; ${formatNumber(bans - known)} of them ${bans - known === 1 ? 'has' : 'have'} no case here.`
  }
  return (
    <section class="card grid gap-3 p-5">
      <h2 class="text-lg font-semibold">Bans from Discord</h2>
      <p class="max-w-prose text-ink-2">
        Each ban without a case becomes one, with the reason Discord keeps. Discord does not tell who banned them, nor
        when.
      </p>
      <Show when={problem()}>{(message) => <ErrorPanel title="The bans could not be read" message={message()} />}</Show>
      <Show when={seen()}>{(found) => <p role="status">{words(found())}</p>}</Show>
      <div class="flex flex-wrap gap-2">
        <Button busy={working()} onClick={() => void attempt(async () => setSeen(await previewBans(guild.id)))}>
          Count them
        </Button>
        <Show when={seen() && (seen()!.more || seen()!.bans > seen()!.known)}>
          <Button
            variant="primary"
            busy={working()}
            reason={props.busy ? 'Another import is running.' : undefined}
            onClick={() =>
              void attempt(async () => {
                await beginImport(guild.id, null)
                setSeen(undefined)
              })
            }
          >
            Import bans
          </Button>
        </Show>
      </div>
    </section>
  )
}
