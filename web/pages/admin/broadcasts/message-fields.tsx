import { BroadcastCategory } from '#schema/contract/broadcast-category.ts'
import { Field } from '#web/ui/field.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import type { Draft } from './create-draft.ts'
import { categoryWords } from './words.ts'

type Mode = 'plain' | 'embeds' | 'components'
const modes: readonly { value: Mode; label: string }[] = [
  { value: 'plain', label: 'Title and content' },
  { value: 'embeds', label: 'Embeds' },
  { value: 'components', label: 'Components' },
]

/** What it is about, its title and content, and as what it is posted. */
export function MessageFields(props: { of: Draft }) {
  const draft = () => props.of.draft
  const mode = (): Mode => draft().composed?.mode ?? 'plain'
  const choose = (to: Mode) => {
    const { title, content, category } = draft()
    const from = title || 'Title'
    const color = parseInt(categoryWords[category].color.slice(1), 16)
    if (to === 'plain') props.of.set('composed', null)
    else if (to === 'embeds')
      props.of.set('composed', { mode: to, embeds: [{ title: from, description: content || 'Content', color }] })
    else
      props.of.set('composed', {
        mode: to,
        components: [{ type: 10, content: `## ${from}\n${content || 'Content'}` }],
      })
  }
  return (
    <section class="card grid gap-4 p-4" aria-label="Message">
      <div>
        <p class="mb-1.5 font-semibold">Category</p>
        <Segmented
          label="Category"
          value={draft().category}
          options={BroadcastCategory.options.map((value) => ({ value, label: categoryWords[value].label }))}
          onChoose={(category) => props.of.set('category', category)}
        />
      </div>
      <Field
        label="Title"
        aside={`${draft().title.length} / 256`}
        error={draft().title.length > 256 ? 'At most 256 characters.' : undefined}
      >
        <TextInput value={draft().title} onInput={(event) => props.of.set('title', event.currentTarget.value)} />
      </Field>
      <Field
        label="Content"
        aside={`${draft().content.length} / 4000`}
        help={
          mode() === 'plain' ? "Discord's Markdown works." : 'Stands in the history; what is posted is composed below.'
        }
        error={draft().content.length > 4000 ? 'At most 4,000 characters.' : undefined}
      >
        <TextArea
          rows={8}
          value={draft().content}
          onInput={(event) => props.of.set('content', event.currentTarget.value)}
        />
      </Field>
      <div>
        <p class="mb-1.5 font-semibold">Posted as</p>
        <Segmented label="Posted as" value={mode()} options={modes} onChoose={choose} />
      </div>
    </section>
  )
}
