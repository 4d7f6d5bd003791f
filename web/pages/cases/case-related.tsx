import { createSignal, For, Show } from 'solid-js'
import LinkIcon from '~icons/lucide/link-2'
import XIcon from '~icons/lucide/x'
import { actionKinds } from '#schema/contract/action.ts'
import type { Case } from '#schema/contract/case.ts'
import { now } from '#web/primitives/clock.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import type { CaseWork } from '#web/data/case-work.ts'
import { useGuild } from '#web/data/guild.ts'
import { KindIcon } from '#web/pages/act/kind-mark.tsx'
import { statusWords, targetName } from './case-words.ts'
import type { ChangeCase } from './change-case.ts'
import { relationOf } from './relation-of.ts'
import { Section } from './section.tsx'

/** Other cases this one belongs with: what it ended, what ended it, and what the staff linked. */
export function CaseRelated(props: { case: Case; work: CaseWork; onChange: ChangeCase; refusal: string | undefined }) {
  const byNumber = () => new Map(props.work.related().map((one) => [one.number, one]))
  const numbers = () =>
    [...new Set([...byNumber().keys(), ...props.case.links])].filter(
      (number) => relationOf(props.case, number, byNumber().get(number)) !== null,
    )
  return (
    <Section
      title="Linked cases"
      aside={<AddLink case={props.case} refusal={props.refusal} onChange={props.onChange} />}
    >
      <Show
        when={numbers().length > 0}
        fallback={<p class="text-sm text-ink-3">None. Cases that belong together can be linked.</p>}
      >
        <ul class="grid gap-1">
          <For each={numbers()}>
            {(number) => (
              <RelatedLine
                case={props.case}
                number={number}
                other={byNumber().get(number)}
                refusal={props.refusal}
                onRemove={() => props.onChange({ removeLinks: [number] }, { done: `Link to #${number} taken away.` })}
              />
            )}
          </For>
        </ul>
      </Show>
    </Section>
  )
}

function RelatedLine(props: {
  case: Case
  number: number
  other: Case | undefined
  refusal: string | undefined
  onRemove: () => void
}) {
  const guild = useGuild()
  return (
    <li class="flex min-h-8 min-w-0 items-center gap-2">
      <Show when={props.other} fallback={<LinkIcon class="flex-none text-ink-3" />}>
        {(other) => <KindIcon kind={other().kind} />}
      </Show>
      <p class="min-w-0 flex-1">
        <span class="text-ink-3">{relationOf(props.case, props.number, props.other)}</span>{' '}
        <a class="link font-medium whitespace-nowrap" href={guild.link(`/cases/${props.number}`)}>
          Case #{props.number}
        </a>
        <Show when={props.other}>
          {(other) => (
            <>
              {' '}
              <span class="text-ink-2">{actionKinds[other().kind].label}</span>{' '}
              <Show when={other().target?.id !== props.case.target?.id}>
                <bdi class="text-ink-2">{targetName(other())}</bdi>
              </Show>
            </>
          )}
        </Show>
      </p>
      <Show when={props.other}>
        {(other) => <Badge tone={statusWords(other(), now()).tone}>{statusWords(other(), now()).text}</Badge>}
      </Show>
      <Show when={props.case.links.includes(props.number)}>
        <IconButton
          size="sm"
          label={`Take away the link to case ${props.number}`}
          reason={props.refusal}
          onClick={() => props.onRemove()}
        >
          <XIcon />
        </IconButton>
      </Show>
    </li>
  )
}

function AddLink(props: { case: Case; refusal: string | undefined; onChange: ChangeCase }) {
  const [text, setText] = createSignal('')
  let panel: HTMLDivElement | undefined
  const number = () => {
    const typed = text().trim().replace(/^#/, '')
    return /^[1-9]\d{0,9}$/.test(typed) ? Number(typed) : undefined
  }
  const trouble = () =>
    number() === undefined
      ? 'Write the number of a case.'
      : number() === props.case.number
        ? 'That is this very case.'
        : undefined
  const add = (event: SubmitEvent) => {
    event.preventDefault()
    const wanted = number()
    if (wanted === undefined || trouble()) return
    props.onChange({ addLinks: [wanted] }, { done: `Linked to case #${wanted}.` })
    setText('')
    panel?.hidePopover()
  }
  return (
    <Show
      when={!props.refusal}
      fallback={
        <Button size="sm" variant="ghost" reason={props.refusal}>
          <LinkIcon /> Link
        </Button>
      }
    >
      <Popover
        label="Link another case"
        align="end"
        ref={(element) => (panel = element)}
        trigger={(trigger) => (
          <Button size="sm" variant="ghost" {...trigger}>
            <LinkIcon /> Link
          </Button>
        )}
      >
        <form class="flex items-center gap-2" onSubmit={add}>
          <div class="w-32">
            <TextInput
              ref={(input) => queueMicrotask(() => input.focus())}
              name="number"
              inputmode="numeric"
              aria-label="Number of the case"
              placeholder="#42"
              value={text()}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </div>
          <Button type="submit" variant="primary" reason={trouble()}>
            Link
          </Button>
        </form>
      </Popover>
    </Show>
  )
}
