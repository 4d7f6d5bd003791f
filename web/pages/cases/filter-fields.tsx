import { For } from 'solid-js'
import { facetNames, type CaseFacets, type CaseFilter, type FacetName } from '#schema/contract/case-query.ts'
import { readChoice } from '#schema/contract/choice.ts'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { MemberPicker } from '#web/pages/members/member-picker.tsx'
import { type FilterChange, toggled } from './case-filter.ts'
import { FacetList } from './facet-list.tsx'
import { spanOptions } from './filter-options.ts'
import { dayEnd, dayOf, dayStart } from './days.ts'

/** Every filter as a form: facets with their counts, and people and times beside them. */
export function FilterFields(props: {
  filter: CaseFilter
  facets: CaseFacets | undefined
  nameOf: (userId: string) => string
  onChange: (change: FilterChange) => void
}) {
  const toggle = (name: FacetName, value: string, not: boolean) => {
    if (name === 'reviewed') props.onChange({ reviewed: props.filter.reviewed === value ? undefined : value })
    else props.onChange({ [name]: toggled(props.filter[name], value, not) })
  }
  /** the one person who is asked for, where it is one */
  const one = (key: 'target' | 'moderator' | 'assignee') => {
    const { any, not } = readChoice(props.filter[key])
    return any.length === 1 && not.length === 0 && any[0] !== 'none' ? any[0] : undefined
  }
  return (
    <div class="grid gap-5">
      <div class="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        <For each={facetNames}>
          {(name) => (
            <FacetList
              name={name}
              facet={props.facets?.facets[name]}
              chosen={props.filter[name]}
              nameOf={props.nameOf}
              onToggle={(value, not) => toggle(name, value, not)}
            />
          )}
        </For>
      </div>
      <div class="grid gap-3.5 sm:grid-cols-2">
        <Field label="Target">
          <MemberPicker chosen={one('target')} onChoose={(person) => props.onChange({ target: person?.id })} />
        </Field>
        <Field label="Moderator">
          <MemberPicker chosen={one('moderator')} onChoose={(person) => props.onChange({ moderator: person?.id })} />
        </Field>
        <Field label="Time">
          <Select
            value={props.filter.last ?? ''}
            options={spanOptions}
            onChoose={(last) => props.onChange({ last, from: undefined, to: undefined })}
          />
        </Field>
        <Field label="Assigned to">
          <MemberPicker chosen={one('assignee')} onChoose={(person) => props.onChange({ assignee: person?.id })} />
        </Field>
        <Field label="From">
          <TextInput
            type="date"
            value={dayOf(props.filter.from)}
            max={dayOf(props.filter.to)}
            onChange={(event) => props.onChange({ from: dayStart(event.currentTarget.value), last: undefined })}
          />
        </Field>
        <Field label="To">
          <TextInput
            type="date"
            value={dayOf(props.filter.to)}
            min={dayOf(props.filter.from)}
            onChange={(event) => props.onChange({ to: dayEnd(event.currentTarget.value), last: undefined })}
          />
        </Field>
      </div>
    </div>
  )
}
