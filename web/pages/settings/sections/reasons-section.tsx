import { createSignal, createUniqueId, For, Index, Show } from 'solid-js'
import DownIcon from '~icons/lucide/arrow-down'
import PlusIcon from '~icons/lucide/plus'
import UpIcon from '~icons/lucide/arrow-up'
import TrashIcon from '~icons/lucide/trash-2'
import type { Settings } from '#schema/contract/settings.ts'
import { keepFocus } from '#web/primitives/keep-focus.ts'
import { Button } from '#web/ui/button.tsx'
import { Chip } from '#web/ui/chip.tsx'
import { Field } from '#web/ui/field.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import type { SectionProps } from '#web/pages/settings/sections.ts'

const MOST = 50
const MAX_NAME = 40
const MAX_REASON = 512

/** The words that cases are labelled and given reasons with. */
export function ReasonsSection(props: SectionProps) {
  return (
    <section class="card grid gap-6 p-5" aria-labelledby="reasons">
      <h2 id="reasons" class="text-lg font-semibold">
        Reasons and labels
      </h2>
      <Templates {...props} />
      <Labels {...props} />
    </section>
  )
}

type Template = Settings['reasonTemplates'][number]

function Templates(props: SectionProps) {
  const id = createUniqueId()
  const all = () => props.draft.reasonTemplates
  const save = (templates: readonly Template[]) => props.set('reasonTemplates', [...templates])
  const move = (from: number, by: 1 | -1) => {
    const list = [...all()]
    const [one] = list.splice(from, 1)
    if (one) save([...list.slice(0, from + by), one, ...list.slice(from + by)])
  }
  const trouble = (text: string, most: number): string | undefined =>
    text.trim() === ''
      ? 'Write something, or remove it.'
      : text.trim().length > most
        ? `At most ${most} characters.`
        : undefined
  let group!: HTMLDivElement
  keepFocus(() => group, {
    changes: () => all().length,
    next: () => [...group.querySelectorAll('button')].at(-1),
  })
  return (
    <div ref={group} role="group" aria-labelledby={id} class="grid gap-3">
      <div>
        <h3 id={id} class="font-semibold">
          Reasons to choose from
        </h3>
        <p class="text-sm text-ink-3">Offered in this order wherever a reason is asked for, in Discord too.</p>
      </div>
      <ol class="grid gap-3">
        <Index each={all()}>
          {(template, index) => (
            <li class="grid gap-3 rounded-md border border-line p-3">
              <Field label="Short name" error={trouble(template().name, MAX_NAME)}>
                <TextInput
                  value={template().name}
                  placeholder="Advertising"
                  onInput={(event) => props.set('reasonTemplates', index, 'name', event.currentTarget.value)}
                />
              </Field>
              <Field
                label="Reason"
                aside={`${template().reason.length}/${MAX_REASON}`}
                error={trouble(template().reason, MAX_REASON)}
              >
                <TextArea
                  rows="2"
                  dir="auto"
                  value={template().reason}
                  placeholder="Advertising in chat or by direct message (rule 4)"
                  onInput={(event) => props.set('reasonTemplates', index, 'reason', event.currentTarget.value)}
                />
              </Field>
              <div class="flex justify-end gap-1">
                <IconButton
                  size="sm"
                  label={`Move ${template().name || 'this reason'} up`}
                  reason={index === 0 ? 'It is the first.' : undefined}
                  onClick={() => move(index, -1)}
                >
                  <UpIcon />
                </IconButton>
                <IconButton
                  size="sm"
                  label={`Move ${template().name || 'this reason'} down`}
                  reason={index === all().length - 1 ? 'It is the last.' : undefined}
                  onClick={() => move(index, 1)}
                >
                  <DownIcon />
                </IconButton>
                <IconButton
                  size="sm"
                  label={`Remove ${template().name || 'this reason'}`}
                  onClick={() => save(all().filter((_, at) => at !== index))}
                >
                  <TrashIcon />
                </IconButton>
              </div>
            </li>
          )}
        </Index>
      </ol>
      <div>
        <Button
          size="sm"
          reason={all().length >= MOST ? `At most ${MOST}.` : undefined}
          onClick={() => save([...all(), { name: '', reason: '' }])}
        >
          <PlusIcon /> Add a reason
        </Button>
      </div>
    </div>
  )
}

function Labels(props: SectionProps) {
  const [text, setText] = createSignal('')
  const label = () => text().trim()
  const trouble = (): string | undefined => {
    if (props.draft.labels.some((known) => known.toLowerCase() === label().toLowerCase()))
      return 'There is one already.'
    if (label().length > MAX_NAME) return `At most ${MAX_NAME} characters.`
    return props.draft.labels.length >= MOST ? `At most ${MOST} labels.` : undefined
  }
  const add = () => {
    if (label() === '' || trouble()) return
    props.set('labels', [...props.draft.labels, label()])
    setText('')
  }
  return (
    <div class="grid gap-3">
      <Field
        label="Labels"
        help="What cases can be labelled with. Cases keep a label that is removed here."
        error={label() === '' ? undefined : trouble()}
      >
        <div class="flex gap-2">
          <div class="min-w-0 flex-1">
            <TextInput
              value={text()}
              placeholder="Ban evasion"
              onInput={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                // the form's own button saves the settings
                event.preventDefault()
                add()
              }}
            />
          </div>
          <Button reason={label() === '' ? 'Write a label first.' : trouble()} onClick={add}>
            <PlusIcon /> Add
          </Button>
        </div>
      </Field>
      <Show when={props.draft.labels.length > 0}>
        <ul class="flex flex-wrap gap-1.5" aria-label="Labels of this server">
          <For each={props.draft.labels}>
            {(one) => (
              <li class="min-w-0">
                <Chip
                  removeLabel={`Remove label ${one}`}
                  onRemove={() =>
                    props.set(
                      'labels',
                      props.draft.labels.filter((other) => other !== one),
                    )
                  }
                >
                  {one}
                </Chip>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </div>
  )
}
