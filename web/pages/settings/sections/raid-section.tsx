import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { PostChannel } from '#web/pages/settings/post-channel.tsx'
import type { SectionProps } from '#web/pages/settings/sections.ts'

const USUAL = 20
const between = (value: number | null, from: number, to: number): string | undefined =>
  value === null || (Number.isInteger(value) && value >= from && value <= to)
    ? undefined
    : `A whole number from ${from} to ${to}.`

const shown = (value: number | null): string => (value === null || Number.isNaN(value) ? '' : String(value))
const read = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** When many joins are a spike, where that is announced, and how long raid mode holds. */
export function RaidSection(props: SectionProps) {
  const raid = () => props.draft.raid
  return (
    <section class="card grid gap-5 p-5" aria-labelledby="raid-settings">
      <h2 id="raid-settings" class="text-lg font-semibold">
        Raids
      </h2>
      <Checkbox
        checked={raid().joins !== null}
        onChange={(on) => props.set('raid', 'joins', on ? USUAL : null)}
        help="On every open page, and in the channel below. One alert a wave."
      >
        Raise an alert when many join at once
      </Checkbox>
      <div class="grid gap-5 sm:grid-cols-2">
        <Field label="Joins" error={between(raid().joins, 3, 1000)}>
          <TextInput
            inputmode="numeric"
            disabled={raid().joins === null}
            value={shown(raid().joins)}
            onChange={(event) => props.set('raid', 'joins', read(event.currentTarget.value))}
          />
        </Field>
        <Field label="Within seconds" error={between(raid().seconds, 5, 600)}>
          <TextInput
            inputmode="numeric"
            disabled={raid().joins === null}
            value={shown(raid().seconds)}
            onChange={(event) => props.set('raid', 'seconds', read(event.currentTarget.value))}
          />
        </Field>
      </div>
      <PostChannel
        label="Post alerts to"
        value={raid().alertChannelId}
        onChange={(id) => props.set('raid', 'alertChannelId', id)}
      />
      <Field
        label="Raid mode holds, in minutes"
        help="Unless told otherwise. Discord allows a day (1440) at most."
        error={between(raid().holdMinutes, 5, 1440)}
      >
        <TextInput
          inputmode="numeric"
          value={shown(raid().holdMinutes)}
          onChange={(event) => props.set('raid', 'holdMinutes', read(event.currentTarget.value))}
        />
      </Field>
    </section>
  )
}
