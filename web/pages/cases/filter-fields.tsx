import { Show } from 'solid-js'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import type { CaseFilter } from '#schema/contract/case-query.ts'
import { MemberPicker } from '#web/pages/members/member-picker.tsx'
import type { FilterChange } from './case-filter.ts'
import { kindOptions, sourceOptions, statusOptions } from './filter-options.ts'
import { dayEnd, dayOf, dayStart } from './days.ts'

/** The filters as a form; `all` adds those that wide screens show outside. */
export function FilterFields(props: { all?: boolean; filter: CaseFilter; onChange: (change: FilterChange) => void }) {
  return (
    <div class="grid gap-3.5">
      <Show when={props.all}>
        <Field label="Action">
          <Select value={props.filter.kind ?? ''} options={kindOptions} onChoose={(kind) => props.onChange({ kind })} />
        </Field>
        <Field label="Status">
          <Select
            value={props.filter.status ?? ''}
            options={statusOptions}
            onChoose={(status) => props.onChange({ status })}
          />
        </Field>
      </Show>
      <Field label="Source">
        <Select
          value={props.filter.source ?? ''}
          options={sourceOptions}
          onChoose={(source) => props.onChange({ source })}
        />
      </Field>
      <Field label="Target">
        <MemberPicker chosen={props.filter.target} onChoose={(person) => props.onChange({ target: person?.id })} />
      </Field>
      <Field label="Moderator">
        <MemberPicker
          chosen={props.filter.moderator}
          onChoose={(person) => props.onChange({ moderator: person?.id })}
        />
      </Field>
      <div class="grid grid-cols-2 gap-3">
        <Field label="From">
          <TextInput
            type="date"
            value={dayOf(props.filter.from)}
            max={dayOf(props.filter.to)}
            onChange={(event) => props.onChange({ from: dayStart(event.currentTarget.value) })}
          />
        </Field>
        <Field label="To">
          <TextInput
            type="date"
            value={dayOf(props.filter.to)}
            min={dayOf(props.filter.from)}
            onChange={(event) => props.onChange({ to: dayEnd(event.currentTarget.value) })}
          />
        </Field>
      </div>
    </div>
  )
}
