import { createSignal, For, Show } from 'solid-js'
import FileIcon from '~icons/lucide/download'
import ReviewIcon from '~icons/lucide/check-check'
import LabelIcon from '~icons/lucide/tag'
import ReverseIcon from '~icons/lucide/undo-2'
import UserIcon from '~icons/lucide/user-round'
import XIcon from '~icons/lucide/x'
import type { CaseSelection, ManyChange } from '#schema/contract/bulk.ts'
import { MAX_CASES } from '#schema/contract/case-query.ts'
import { readRanges } from '#schema/contract/number-ranges.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { MenuItem } from '#web/ui/menu-item.tsx'
import { MenuSeparator } from '#web/ui/menu-separator.tsx'
import { showToast } from '#web/ui/toast.ts'
import { changeCases, numbersOf } from '#web/data/case-counts.ts'
import { useChoices } from '#web/data/choices.ts'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import { openSweep } from '#web/data/open-sweep.ts'

/** What is chosen, how many that is, and what can be done with all of it. */
export function BulkBar(props: {
  cases: CaseSelection
  count: number
  /** how many of them the list does not show now */
  elsewhere: number
  /** how many match the filter in all, once that was asked; null: too many */
  matching: number | null | undefined
  onSelectAll: () => void
  onClear: () => void
  onExport: (format: 'csv' | 'json') => void
}) {
  const guild = useGuild()
  const choices = useChoices(() => guild.id)
  const [busy, setBusy] = createSignal(false)
  const reason = () => (guild.seated('moderator') ? undefined : `Your seat here is viewer; this needs moderator.`)

  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    await work().catch((error: unknown) => showToast(failureMessage(error), { tone: 'danger' }))
    setBusy(false)
  }
  const change = (change: ManyChange, said: string, back?: ManyChange) =>
    run(async () => {
      const done = await changeCases(guild.id, { cases: props.cases, change })
      const many = done.changed === 1 ? '1 case' : `${formatNumber(done.changed)} cases`
      const undo = () =>
        run(async () => {
          if (back) await changeCases(guild.id, { cases: { by: 'numbers', numbers: done.numbers }, change: back })
          showToast('Undone', { tone: 'ok' })
        })
      if (done.changed === 0) showToast(`Nothing to change: already ${said}`)
      else
        showToast(`${many} ${said}`, {
          tone: 'ok',
          ...(back ? { action: { label: 'Undo', run: () => void undo() } } : {}),
        })
    })
  const reverse = () =>
    run(async () => {
      const ranges = props.cases.by === 'numbers' ? props.cases.numbers : await numbersOf(guild.id, props.cases)
      openSweep({ type: 'cases', numbers: readRanges(ranges, MAX_CASES) ?? [] }, { kind: 'reverse', reason: '' })
    })
  const me = () => guild.access()
  const staff = () => (choices.data?.staff ?? []).filter((person) => person.id !== me().userId)

  return (
    <section
      aria-label="Chosen cases"
      data-bar
      class="sticky bottom-[calc(4.25rem+env(safe-area-inset-bottom))] z-10 mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-line-strong bg-raised p-2.5 shadow-raised md:bottom-4"
    >
      <p role="status" class="mr-auto pl-1 font-semibold">
        {formatNumber(props.count)} selected
        <Show when={props.elsewhere > 0}>
          <span class="font-normal text-ink-3"> · {formatNumber(props.elsewhere)} not in this list</span>
        </Show>
        <Show when={props.cases.by === 'numbers' && props.matching !== undefined}>
          <Show
            when={props.matching}
            fallback={
              <span class="font-normal text-ink-3">
                {' '}
                · more than {formatNumber(MAX_CASES)} match: narrow the filter
              </span>
            }
          >
            {(matching) => (
              <Show when={matching() > props.count}>
                <Button size="sm" variant="ghost" onClick={() => props.onSelectAll()}>
                  Select all {formatNumber(matching())} matching
                </Button>
              </Show>
            )}
          </Show>
        </Show>
      </p>
      <div class="flex flex-wrap gap-1.5">
        <Menu
          label="Labels"
          side="top"
          class="max-h-80"
          trigger={(trigger) => (
            <Button size="sm" {...trigger} busy={busy()} reason={reason()}>
              <LabelIcon /> Label
            </Button>
          )}
        >
          <For each={choices.data?.labels ?? []}>
            {(label) => (
              <MenuItem
                onSelect={() => void change({ addLabels: [label] }, `labelled ${label}`, { removeLabels: [label] })}
              >
                Add {label}
              </MenuItem>
            )}
          </For>
          <MenuSeparator />
          <For each={choices.data?.labels ?? []}>
            {(label) => (
              <MenuItem
                onSelect={() =>
                  void change({ removeLabels: [label] }, `no longer labelled ${label}`, { addLabels: [label] })
                }
              >
                Remove {label}
              </MenuItem>
            )}
          </For>
        </Menu>
        <Menu
          label="Assign to"
          side="top"
          class="max-h-80"
          trigger={(trigger) => (
            <Button size="sm" {...trigger} busy={busy()} reason={reason()}>
              <UserIcon /> Assign
            </Button>
          )}
        >
          <MenuItem onSelect={() => void change({ assigneeId: me().userId }, 'assigned to you')}>
            <bdi>{me().name}</bdi> (you)
          </MenuItem>
          <For each={staff()}>
            {(person) => (
              <MenuItem onSelect={() => void change({ assigneeId: person.id }, `assigned to ${person.name}`)}>
                <bdi>{person.name}</bdi>
              </MenuItem>
            )}
          </For>
          <MenuSeparator />
          <MenuItem onSelect={() => void change({ assigneeId: null }, 'assigned to nobody')}>Nobody</MenuItem>
        </Menu>
        <Menu
          label="Review"
          side="top"
          trigger={(trigger) => (
            <Button size="sm" {...trigger} busy={busy()} reason={reason()}>
              <ReviewIcon /> Review
            </Button>
          )}
        >
          <MenuItem onSelect={() => void change({ reviewed: true }, 'marked reviewed', { reviewed: false })}>
            Mark reviewed
          </MenuItem>
          <MenuItem onSelect={() => void change({ reviewed: false }, 'marked not reviewed')}>
            Mark not reviewed
          </MenuItem>
        </Menu>
        <Button size="sm" busy={busy()} reason={reason()} onClick={() => void reverse()}>
          <ReverseIcon /> Reverse…
        </Button>
        <Menu
          label="Export what is selected"
          side="top"
          align="end"
          trigger={(trigger) => (
            <Button size="sm" {...trigger} reason={reason()}>
              <FileIcon /> Export
            </Button>
          )}
        >
          <MenuItem onSelect={() => props.onExport('csv')}>CSV</MenuItem>
          <MenuItem onSelect={() => props.onExport('json')}>JSON</MenuItem>
        </Menu>
        <IconButton size="sm" label="Clear the selection" onClick={() => props.onClear()}>
          <XIcon />
        </IconButton>
      </div>
    </section>
  )
}
