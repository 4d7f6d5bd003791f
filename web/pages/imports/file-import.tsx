import { createSignal, Show } from 'solid-js'
import { type ActionKind, actionKinds } from '#schema/contract/action.ts'
import { MAX_IMPORT_BYTES, type ImportFile, type ImportMapping, type ImportPreview } from '#schema/contract/import.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { beginImport, previewFile } from '#web/data/imports.ts'
import { ImportMap } from './import-map.tsx'
import { ImportRows } from './import-rows.tsx'

const kinds = [
  { value: '', label: 'None: such rows cannot be taken' },
  ...Object.entries(actionKinds).map(([value, { label }]) => ({ value, label })),
]

/** Takes cases over from a file: chosen, its columns matched, looked through, then done. */
export function FileImport(props: { busy: boolean }) {
  const guild = useGuild()
  const [file, setFile] = createSignal<ImportFile>()
  const [name, setName] = createSignal('')
  const [preview, setPreview] = createSignal<ImportPreview>()
  const [working, setWorking] = createSignal(false)
  const [problem, setProblem] = createSignal<string>()
  let input!: HTMLInputElement
  let asked = 0

  const look = async (next: ImportFile) => {
    const mine = ++asked
    setFile(next)
    setWorking(true)
    setProblem(undefined)
    try {
      const seen = await previewFile(guild.id, next)
      if (mine === asked) setPreview(seen)
    } catch (error) {
      if (mine === asked) {
        setPreview(undefined)
        setProblem(failureMessage(error))
      }
    }
    if (mine === asked) setWorking(false)
  }
  const choose = async (chosen: File | undefined) => {
    if (!chosen) return
    setPreview(undefined)
    setName(chosen.name)
    if (chosen.size > MAX_IMPORT_BYTES) return setProblem('The file is larger than 5 MB. Split it.')
    const text = await chosen.text()
    const isJson = /\.json$/i.test(chosen.name) || /^\s*[[{]/.test(text.slice(0, 100))
    await look({ format: isJson ? 'json' : 'csv', text })
  }
  const map = (mapping: ImportMapping) => {
    const known = file()
    if (known) void look({ ...known, mapping })
  }
  const kindOfRest = (kind: string) => {
    const known = file()
    const mapping = preview()?.mapping
    if (known)
      void look({ ...known, ...(mapping ? { mapping } : {}), kind: kind === '' ? undefined : (kind as ActionKind) })
  }
  const fresh = () => (preview() ? preview()!.counts.valid - preview()!.counts.known : 0)
  const begin = async () => {
    const known = file()
    if (!known) return
    setWorking(true)
    try {
      await beginImport(guild.id, { ...known, mapping: preview()?.mapping })
      setPreview(undefined)
      setFile(undefined)
      setName('')
      input.value = ''
    } catch (error) {
      setProblem(failureMessage(error))
    }
    setWorking(false)
  }
  return (
    <section class="card grid grid-cols-[minmax(0,1fr)] gap-4 p-5">
      <h2 class="text-lg font-semibold">A file</h2>
      <p class="max-w-prose text-ink-2">
        CSV or JSON, at most 10,000 rows and 5 MB: an export of Wardroom, or of another bot. Rows that are cases here
        already are passed over.
      </p>
      <div class="flex flex-wrap items-center gap-3">
        <input
          ref={input}
          type="file"
          id="import-file"
          aria-label="File to import"
          accept=".csv,.json,.txt,text/csv,application/json"
          class="control max-w-md"
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
        <Show when={working()}>
          <span role="status" class="min-w-0 text-ink-3">
            Reading {name()}…
          </span>
        </Show>
      </div>
      <Show when={problem()}>{(message) => <ErrorPanel title="That file was not taken" message={message()} />}</Show>
      <Show when={preview()}>
        {(seen) => (
          <div class={`grid grid-cols-[minmax(0,1fr)] gap-5 ${working() ? 'opacity-60' : ''}`} aria-busy={working()}>
            <ImportMap preview={seen()} onChange={map} />
            <Show when={seen().mapping.kind === undefined || file()?.kind}>
              <Field label="Rows that name no action are" help="Where the file has no column for it.">
                <Select value={file()?.kind ?? ''} options={kinds} onChoose={kindOfRest} />
              </Field>
            </Show>
            <ImportRows preview={seen()} />
            <div class="flex flex-wrap items-center gap-3">
              <Button
                variant="primary"
                busy={working()}
                reason={
                  props.busy
                    ? 'Another import is running.'
                    : fresh() === 0
                      ? 'There is no row that could become a case.'
                      : undefined
                }
                onClick={() => void begin()}
              >
                Import {formatNumber(fresh())} {fresh() === 1 ? 'case' : 'cases'}
              </Button>
              <Show when={seen().counts.invalid > 0}>
                <span class="text-ink-2">{formatNumber(seen().counts.invalid)} rows are left out.</span>
              </Show>
            </div>
          </div>
        )}
      </Show>
    </section>
  )
}
