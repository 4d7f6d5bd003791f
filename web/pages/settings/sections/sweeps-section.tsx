import { For, Show } from 'solid-js'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Chip } from '#web/ui/chip.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { useGuild } from '#web/data/guild.ts'
import type { SectionProps } from '#web/pages/settings/sections.ts'

const USUAL = 1_000
const MOST_ROLES = 50
const MOST = 10_000

const read = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** When a sweep needs a second moderator, and whom no sweep touches. */
export function SweepsSection(props: SectionProps) {
  const guild = useGuild()
  const above = () => props.draft.sweeps.approvalAbove
  const roleIds = () => props.draft.sweeps.protectedRoleIds
  const isWrong = () => {
    const count = above()
    return count !== null && (!Number.isInteger(count) || count < 1 || count > MOST)
  }
  const options = () => [
    { value: '', label: roleIds().length < MOST_ROLES ? 'Add a role' : `At most ${MOST_ROLES} roles` },
    ...guild
      .roles()
      .filter((role) => role.id !== guild.id && !roleIds().includes(role.id))
      .toSorted((a, b) => b.position - a.position)
      .map((role) => ({ value: role.id, label: role.name })),
  ]
  const setRoles = (ids: string[]) => props.set('sweeps', 'protectedRoleIds', ids)
  return (
    <section class="card grid gap-5 p-5" aria-labelledby="sweeps">
      <h2 id="sweeps" class="text-lg font-semibold">
        Sweeps
      </h2>
      <Checkbox
        checked={above() !== null}
        onChange={(on) => props.set('sweeps', 'approvalAbove', on ? USUAL : null)}
        help="Another moderator who may do the same must agree before it begins."
      >
        Large sweeps need a second moderator
      </Checkbox>
      <Show when={above() !== null}>
        <Field label="Above this many people" error={isWrong() ? 'A number from 1 to 10,000.' : undefined}>
          <div class="w-32">
            <TextInput
              name="approvalAbove"
              inputmode="numeric"
              value={Number.isNaN(above()) ? '' : (above() ?? '')}
              onChange={(event) => props.set('sweeps', 'approvalAbove', read(event.currentTarget.value))}
            />
          </div>
        </Field>
      </Show>
      <div class="grid gap-2">
        <Field label="Roles that no sweep touches" help="Staff, the owner and bots are left aside in any case.">
          <Select value="" options={options()} onChoose={(id) => id && setRoles([...roleIds(), id])} />
        </Field>
        <Show when={roleIds().length > 0}>
          <ul aria-label="Protected roles" class="flex flex-wrap gap-1.5">
            <For each={roleIds()}>
              {(id) => (
                <li class="flex min-w-0">
                  <Chip
                    removeLabel={`Take out ${guild.role(id)?.name ?? 'a deleted role'}`}
                    onRemove={() => setRoles(roleIds().filter((one) => one !== id))}
                  >
                    {guild.role(id)?.name ?? 'A deleted role'}
                  </Chip>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
    </section>
  )
}
