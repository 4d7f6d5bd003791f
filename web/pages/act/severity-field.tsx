import { Show } from 'solid-js'
import type { Snowflake } from '#schema/contract/ids.ts'
import { ladderWords } from '#schema/contract/standing.ts'
import { Field } from '#web/ui/field.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { Select } from '#web/ui/select.tsx'
import { useGuild } from '#web/data/guild.ts'
import { useStanding } from '#web/data/standing.ts'

const pointWords = (points: number): string => (points === 1 ? '1 point' : `${points} points`)

/** How much a warning weighs, and what it will lead to, before it is given. */
export function SeverityField(props: {
  targetId: Snowflake
  /** empty: the usual one */
  severity: string
  onChange: (severity: string) => void
}) {
  const guild = useGuild()
  const standing = useStanding(guild.id, () => props.targetId)
  const chosen = () => standing.data?.severities.find(({ name }) => name === (props.severity || standing.data?.usual))
  const options = () =>
    (standing.data?.severities ?? []).map(({ name, points }) => ({
      value: name,
      label: `${name} · ${pointWords(points)}`,
    }))
  return (
    <Show when={standing.data}>
      {(now) => (
        <>
          <Field
            label="Severity"
            help={`They have ${pointWords(now().points)} now${chosen() ? `, and ${pointWords(now().points + (chosen()?.points ?? 0))} with this` : ''}.`}
          >
            <Select
              name="severity"
              value={chosen()?.name ?? now().usual}
              options={options()}
              onChoose={(name) => props.onChange(name)}
            />
          </Field>
          <div role="status" class="empty:hidden">
            <Show when={chosen()?.leadsTo}>
              {(step) => (
                <Notice tone="warn">
                  <strong>This leads to: {ladderWords(step().deed)}.</strong> It follows at once, in your name, as a
                  case of its own.
                </Notice>
              )}
            </Show>
          </div>
        </>
      )}
    </Show>
  )
}
