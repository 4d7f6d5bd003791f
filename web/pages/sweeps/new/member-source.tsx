import { DAY, HOUR, MINUTE } from '#schema/contract/kinds.ts'
import { formatDuration } from '#schema/contract/duration.ts'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { useGuild } from '#web/data/guild.ts'
import { SpanFields } from './span-fields.tsx'
import type { SourceForm } from './sweep-form.ts'

const joins = [
  { value: 5 * MINUTE, label: 'Last 5 min' },
  { value: 15 * MINUTE, label: 'Last 15 min' },
  { value: HOUR, label: 'Last hour' },
] as const
const ages = [
  { value: '', label: 'Of any age' },
  ...[HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY].map((ms) => ({
    value: String(ms),
    label: `Younger than ${formatDuration(ms)}`,
  })),
]

/** Who is in the server now, by what they have in common: all of it must hold. */
export function MemberSource(props: { form: SourceForm; onChange: (change: Partial<SourceForm>) => void }) {
  const guild = useGuild()
  const roles = () => [
    { value: '', label: 'Any' },
    { value: 'none', label: 'No role at all' },
    ...guild
      .roles()
      .filter((role) => role.id !== guild.id)
      .toSorted((a, b) => b.position - a.position)
      .map((role) => ({ value: role.id, label: role.name })),
  ]
  const exactAge = () => {
    const age = props.form.youngerThan
    const known = age === null || ages.some(({ value }) => value === String(age))
    return known ? [] : [{ value: String(age), label: `Younger than ${formatDuration(age)}` }]
  }
  return (
    <div class="grid gap-4">
      <SpanFields
        label="Joined"
        lasts={joins}
        anyTime="Any time"
        value={props.form.joined}
        onChange={(joined) => props.onChange({ joined })}
      />
      <div class="grid gap-4 sm:grid-cols-2">
        <Field label="Account">
          <Select
            value={props.form.youngerThan === null ? '' : String(props.form.youngerThan)}
            options={[...ages, ...exactAge()]}
            onChoose={(ms) => props.onChange({ youngerThan: ms ? Number(ms) : null })}
          />
        </Field>
        <Field label="Role">
          <Select value={props.form.role} options={roles()} onChoose={(role) => props.onChange({ role })} />
        </Field>
      </div>
      <Field
        label="Name contains"
        help="* stands for anything, as in free*nitro. Look-alike letters count as the same."
      >
        <TextInput
          name="name"
          dir="auto"
          maxlength={100}
          autocomplete="off"
          value={props.form.name}
          onInput={(event) => props.onChange({ name: event.currentTarget.value })}
        />
      </Field>
      <Checkbox
        checked={props.form.avatar === 'none'}
        onChange={(none) => props.onChange({ avatar: none ? 'none' : '' })}
      >
        Only without a picture of their own
      </Checkbox>
    </div>
  )
}
