import type { AuditFilter } from '#schema/contract/audit.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { dayEnd, dayOf, dayStart } from '#web/pages/cases/days.ts'
import { MemberPicker } from '#web/pages/members/member-picker.tsx'
import { categoriesOf, type FilterChange } from './audit-filter.ts'
import { typeOptions } from './type-options.ts'

/** The filters that are not in view, as a form. */
export function FilterFields(props: { filter: AuditFilter; onChange: (change: FilterChange) => void }) {
  const user = (id: string | undefined) => (id && /^\d+$/.test(id) ? id : undefined)
  return (
    <div class="grid gap-3.5">
      <Field label="What was done">
        <Select
          value={props.filter.type ?? ''}
          options={typeOptions(categoriesOf(props.filter), props.filter.type)}
          onChoose={(type) => props.onChange({ type })}
        />
      </Field>
      <Field label="Who did it">
        <MemberPicker chosen={user(props.filter.actor)} onChoose={(person) => props.onChange({ actor: person?.id })} />
      </Field>
      <Checkbox
        checked={props.filter.actor === 'wardroom'}
        onChange={(on) => props.onChange({ actor: on ? 'wardroom' : undefined })}
      >
        Only what Wardroom did by itself
      </Checkbox>
      <Field label="To whom">
        <MemberPicker
          chosen={user(props.filter.target)}
          onChoose={(person) => props.onChange({ target: person?.id })}
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
