import { For, Show } from 'solid-js'
import { MAX_REASON } from '#schema/contract/action.ts'
import { formatDuration, parseDuration } from '#schema/contract/duration.ts'
import LinkIcon from '~icons/lucide/message-square-quote'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextArea } from '#web/ui/text-area.tsx'
import { TextInput } from '#web/ui/text-input.tsx'
import { useGuild } from '#web/data/guild.ts'
import { MemberPicker } from '#web/pages/members/member-picker.tsx'
import { canWriteIn } from './channels.ts'
import { EvidenceField } from './evidence-field.tsx'
import { ReasonTemplates } from './reason-templates.tsx'
import {
  deletesMessages,
  deleteWindows,
  type Draft,
  durationPresets,
  type FieldErrors,
  hasDuration,
  isOnChannel,
  isOnUser,
  needsReason,
  slowmodeSteps,
} from './draft.ts'
import { SeverityField } from './severity-field.tsx'

interface Fields {
  draft: Draft
  errors: FieldErrors
  onChange: (change: Partial<Draft>) => void
}

/** What each kind asks besides its target; done to `many` at once there are no messages to keep as evidence. */
export function ActFields(props: Fields & { focusReason: boolean; many?: boolean }) {
  return (
    <>
      <Show when={isOnChannel(props.draft.kind)}>
        <ChannelFields {...props} />
      </Show>
      <Show when={hasDuration(props.draft.kind)}>
        <DurationField {...props} />
      </Show>
      <Show when={deletesMessages(props.draft.kind)}>
        <Field label="Delete their messages">
          <Select
            value={String(props.draft.deleteSeconds)}
            options={deleteWindows.map(([seconds, label]) => ({ value: String(seconds), label }))}
            onChoose={(seconds) => props.onChange({ deleteSeconds: Number(seconds) })}
          />
        </Field>
      </Show>
      <Show when={props.draft.kind === 'warn' ? props.draft.targetId : null}>
        {(targetId) => (
          <SeverityField
            targetId={targetId()}
            severity={props.draft.severity}
            onChange={(severity) => props.onChange({ severity })}
          />
        )}
      </Show>
      <Field
        label={props.draft.kind === 'note' ? 'Note' : 'Reason'}
        aside={
          <span class={props.draft.reason.length > MAX_REASON ? 'font-semibold text-danger' : ''}>
            {needsReason(props.draft.kind) ? '' : 'optional · '}
            {props.draft.reason.length}/{MAX_REASON}
          </span>
        }
        error={props.errors.reason}
      >
        <TextArea
          name="reason"
          dir="auto"
          required={needsReason(props.draft.kind)}
          autofocus={props.focusReason}
          value={props.draft.reason}
          onInput={(event) => props.onChange({ reason: event.currentTarget.value })}
        />
      </Field>
      <div class="-mt-2 flex flex-wrap gap-x-2 empty:hidden">
        <ReasonTemplates onChoose={(reason) => props.onChange({ reason })} />
        <Show when={!props.many && props.draft.evidence === null && isOnUser(props.draft.kind)}>
          <Button size="sm" variant="ghost" onClick={() => props.onChange({ evidence: '' })}>
            <LinkIcon /> Add messages as evidence
          </Button>
        </Show>
      </div>
      <Show when={props.draft.evidence !== null && isOnUser(props.draft.kind)}>
        <EvidenceField
          links={props.draft.evidence ?? ''}
          error={props.errors.evidence}
          onChange={(evidence) => props.onChange({ evidence })}
        />
      </Show>
    </>
  )
}

function DurationField(props: Fields) {
  const presets = () => (hasDuration(props.draft.kind) ? durationPresets[props.draft.kind] : [])
  const read = () => parseDuration(props.draft.duration)
  return (
    <Field
      label="For how long"
      error={props.errors.duration}
      help={
        read() === null
          ? 'A length such as 30m, 12h or 7d.'
          : `${formatDuration(read() ?? 0)}, until ${new Date(Date.now() + (read() ?? 0)).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}`
      }
    >
      <div class="flex flex-wrap gap-1.5">
        <div class="w-28">
          <TextInput
            name="duration"
            value={props.draft.duration}
            onInput={(event) => props.onChange({ duration: event.currentTarget.value })}
          />
        </div>
        <For each={presets()}>
          {(ms) => (
            <button
              type="button"
              class="button"
              data-variant="secondary"
              data-size="sm"
              aria-pressed={read() === ms}
              onClick={() => props.onChange({ duration: formatDuration(ms) })}
            >
              {formatDuration(ms)}
            </button>
          )}
        </For>
      </div>
    </Field>
  )
}

function ChannelFields(props: Fields) {
  const guild = useGuild()
  const options = () => {
    const channels = guild
      .channels()
      .filter((channel) => canWriteIn(channel.type))
      .toSorted((a, b) => a.position - b.position)
    const gone = props.draft.channelId && !channels.some((channel) => channel.id === props.draft.channelId)
    return [
      { value: '', label: 'Choose a channel' },
      ...channels.map((channel) => ({ value: channel.id, label: `#${channel.name}` })),
      ...(gone && props.draft.channelId ? [{ value: props.draft.channelId, label: props.draft.channelId }] : []),
    ]
  }
  return (
    <>
      <Field label="Channel" error={props.errors.channel}>
        <Select
          name="channel"
          value={props.draft.channelId ?? ''}
          options={options()}
          onChoose={(channelId) => props.onChange({ channelId: channelId || null })}
        />
      </Field>
      <Show when={props.draft.kind === 'purge'}>
        <Field label="How many messages" help="1 to 500, the newest first." error={props.errors.count}>
          <TextInput
            name="count"
            inputmode="numeric"
            value={props.draft.count}
            onInput={(event) => props.onChange({ count: event.currentTarget.value.trim() })}
          />
        </Field>
        <Field label="Only from" aside="optional">
          <MemberPicker
            chosen={props.draft.fromId ?? undefined}
            onChoose={(person) => props.onChange({ fromId: person?.id ?? null })}
          />
        </Field>
      </Show>
      <Show when={props.draft.kind === 'slowmode'}>
        <Field label="One message every" error={props.errors.slowmode}>
          <Select
            name="slowmode"
            value={props.draft.slowmode}
            options={slowmodeSteps.map((seconds) => ({
              value: String(seconds),
              label: seconds === 0 ? 'Off' : formatDuration(seconds * 1000),
            }))}
            onChoose={(slowmode) => props.onChange({ slowmode })}
          />
        </Field>
      </Show>
    </>
  )
}
