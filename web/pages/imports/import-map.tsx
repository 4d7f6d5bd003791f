import { For } from 'solid-js'
import { importFields, type ImportField, type ImportMapping, type ImportPreview } from '#schema/contract/import.ts'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'

const names: Record<ImportField, string> = {
  kind: 'Action',
  target_id: 'Target, id',
  target: 'Target, name',
  moderator_id: 'Moderator, id',
  moderator: 'Moderator, name',
  reason: 'Reason',
  at: 'Time',
  number: 'Number there',
  channel_id: 'Channel, id',
  channel: 'Channel, name',
}

/** Which column of the file is what; guessed at first. */
export function ImportMap(props: { preview: ImportPreview; onChange: (mapping: ImportMapping) => void }) {
  const options = () => [
    { value: '', label: 'No column' },
    ...props.preview.columns.filter(Boolean).map((name) => ({ value: name, label: name })),
  ]
  const choose = (field: ImportField, column: string) => {
    const { [field]: _before, ...others } = props.preview.mapping
    props.onChange(column === '' ? others : { ...others, [field]: column })
  }
  return (
    <fieldset class="min-w-0">
      <legend class="mb-2 font-semibold">Columns</legend>
      <ul class="grid grid-cols-1 gap-3 min-[24rem]:grid-cols-2 md:grid-cols-3">
        <For each={importFields}>
          {(field) => (
            <li class="min-w-0">
              <Field label={names[field]}>
                <Select
                  value={props.preview.mapping[field] ?? ''}
                  options={options()}
                  onChoose={(column) => choose(field, column)}
                />
              </Field>
            </li>
          )}
        </For>
      </ul>
    </fieldset>
  )
}
