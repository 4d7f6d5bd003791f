import { For, Show } from 'solid-js'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import type { MemberSearch } from '#web/data/members.ts'
import { dayEnd, dayOf, dayStart } from '#web/pages/cases/days.ts'
import type { MemberChange } from './member-filter.ts'
import { type ChoiceKey, choiceLabel, optionsOf, orderOptions } from './member-options.ts'
import { RoleSelect } from './role-select.tsx'

const choices = ['presence', 'cases', 'roles', 'avatar', 'bots'] as const satisfies ChoiceKey[]
const quick: { label: string; change: MemberChange }[] = [
  { label: 'Joined in the last hour', change: { joinedLast: '1h', joinedFrom: undefined, joinedTo: undefined } },
  { label: 'Joined in 24 hours', change: { joinedLast: '24h', joinedFrom: undefined, joinedTo: undefined } },
  { label: 'Account under a week', change: { createdLast: '7d', createdFrom: undefined, createdTo: undefined } },
]

/** The filters as a form; `all` adds those that wide screens show outside. */
export function MemberFilterFields(props: {
  all?: boolean
  search: MemberSearch
  order: string
  onChange: (change: MemberChange) => void
}) {
  return (
    <div class="grid gap-3.5">
      <Show when={props.all}>
        <Field label="Order">
          <Select
            value={props.order}
            options={orderOptions(props.search.q !== undefined)}
            onChoose={(order) => props.onChange({ order })}
          />
        </Field>
        <Field label="Role">
          <RoleSelect value={props.search.roleId} onChoose={(roleId) => props.onChange({ roleId })} />
        </Field>
      </Show>
      <ul class="flex flex-wrap gap-2" aria-label="Often wanted">
        <For each={quick}>
          {(one) => (
            <li>
              <Button size="sm" onClick={() => props.onChange(one.change)}>
                {one.label}
              </Button>
            </li>
          )}
        </For>
      </ul>
      <div class="grid grid-cols-2 gap-3">
        <For each={choices}>
          {(key) => (
            <Field label={choiceLabel[key]}>
              <Select
                value={props.search[key] ?? ''}
                options={optionsOf(key)}
                onChoose={(value) => props.onChange({ [key]: value })}
              />
            </Field>
          )}
        </For>
      </div>
      <Days label="Joined" from="joinedFrom" to="joinedTo" search={props.search} onChange={props.onChange} />
      <Days label="Account made" from="createdFrom" to="createdTo" search={props.search} onChange={props.onChange} />
    </div>
  )
}

type Moment = 'joinedFrom' | 'joinedTo' | 'createdFrom' | 'createdTo'

function Days(props: {
  label: string
  from: Moment
  to: Moment
  search: MemberSearch
  onChange: (change: MemberChange) => void
}) {
  return (
    <div class="grid grid-cols-2 gap-3">
      <Field label={`${props.label} from`}>
        <TextInput
          type="date"
          class="min-w-0"
          value={dayOf(props.search[props.from])}
          max={dayOf(props.search[props.to])}
          onChange={(event) => props.onChange({ [props.from]: dayStart(event.currentTarget.value) })}
        />
      </Field>
      <Field label={`${props.label} to`}>
        <TextInput
          type="date"
          class="min-w-0"
          value={dayOf(props.search[props.to])}
          min={dayOf(props.search[props.from])}
          onChange={(event) => props.onChange({ [props.to]: dayEnd(event.currentTarget.value) })}
        />
      </Field>
    </div>
  )
}
