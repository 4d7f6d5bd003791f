import { For, Show } from 'solid-js'
import CheckIcon from '~icons/lucide/check'
import PlusIcon from '~icons/lucide/plus'
import TagIcon from '~icons/lucide/tag'
import UserIcon from '~icons/lucide/user-round'
import type { CaseChange } from '#schema/contract/case-change.ts'
import type { Case } from '#schema/contract/case.ts'
import { Button } from '#web/ui/button.tsx'
import { Chip } from '#web/ui/chip.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuItem } from '#web/ui/menu-item.tsx'
import { Time } from '#web/ui/time.tsx'
import { useChoices } from '#web/data/choices.ts'
import { useGuild } from '#web/data/guild.ts'
import { PersonMark } from '#web/pages/marks/person-mark.tsx'
import { AssigneeChoice } from './assignee-choice.tsx'
import { Fact } from './fact.tsx'
import type { ChangeCase } from './change-case.ts'

/** Who looks after a case, what it is labelled, and whether somebody went over it; each changes in place. */
export function CaseStaff(props: { case: Case; onChange: ChangeCase; refusal: string | undefined }) {
  const guild = useGuild()
  const choices = useChoices(() => guild.id)
  const left = () => (choices.data?.labels ?? []).filter((label) => !props.case.labels.includes(label))
  const change = (what: CaseChange, done: string) => props.onChange(what, { done })
  return (
    <section aria-label="Staff" class="border-t border-line pt-4">
      <dl class="grid gap-1.5">
        <Fact tall label="Labels">
          <span class={`flex flex-wrap items-center gap-1.5 ${props.case.labels.length === 0 ? '-ml-2.5' : ''}`}>
            <For each={props.case.labels}>
              {(label) => (
                <Chip
                  {...(props.refusal
                    ? {}
                    : {
                        onRemove: () => change({ removeLabels: [label] }, `Label ${label} taken away.`),
                        removeLabel: `Remove label ${label}`,
                      })}
                >
                  {label}
                </Chip>
              )}
            </For>
            <Show
              when={!props.refusal}
              fallback={
                <Button size="sm" variant="ghost" reason={props.refusal}>
                  <PlusIcon /> Label
                </Button>
              }
            >
              <Menu
                label="Add a label"
                trigger={(trigger) => (
                  <Button size="sm" variant="ghost" {...trigger}>
                    <PlusIcon /> Label
                  </Button>
                )}
              >
                <For
                  each={left()}
                  fallback={
                    <p class="max-w-56 px-2.5 py-2 text-sm text-ink-3">
                      {props.case.labels.length > 0 ? 'It has all of them.' : 'This server has no labels.'}{' '}
                      Administrators add labels in Settings.
                    </p>
                  }
                >
                  {(label) => (
                    <MenuItem icon={<TagIcon />} onSelect={() => change({ addLabels: [label] }, `Labelled ${label}.`)}>
                      {label}
                    </MenuItem>
                  )}
                </For>
              </Menu>
            </Show>
          </span>
        </Fact>
        <Fact tall label="Assigned to">
          <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Show when={props.case.assignee} fallback={<span class="text-ink-3">Nobody</span>}>
              {(person) => <PersonMark person={person()} />}
            </Show>
            <Show
              when={!props.refusal}
              fallback={
                <Button size="sm" variant="ghost" reason={props.refusal}>
                  <UserIcon /> Assign
                </Button>
              }
            >
              <AssigneeChoice
                case={props.case}
                staff={choices.data?.staff ?? []}
                onChoose={(person) =>
                  props.onChange(
                    { assigneeId: person?.id ?? null },
                    { done: person ? `Assigned to ${person.name}.` : 'Assigned to nobody.', assignee: person },
                  )
                }
              />
            </Show>
          </span>
        </Fact>
        <Fact tall label="Reviewed">
          <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Show
              when={props.case.reviewed}
              fallback={
                <>
                  <span class="text-ink-3">Not yet</span>
                  <Button
                    size="sm"
                    variant="ghost"
                    reason={props.refusal}
                    onClick={() => change({ reviewed: true }, 'Marked as reviewed.')}
                  >
                    <CheckIcon /> Mark as reviewed
                  </Button>
                </>
              }
            >
              {(reviewed) => (
                <>
                  <PersonMark person={reviewed().by} />
                  <Time at={reviewed().at} class="text-sm text-ink-3" />
                  <Button
                    size="sm"
                    variant="ghost"
                    reason={props.refusal}
                    onClick={() => change({ reviewed: false }, 'Marked as not reviewed.')}
                  >
                    Take back
                  </Button>
                </>
              )}
            </Show>
          </span>
        </Fact>
      </dl>
    </section>
  )
}
