import { createMemo, createSignal, onCleanup, Show } from 'solid-js'
import { type ActionKind, actionKinds, type Person } from '#schema/contract/action.ts'
import { formatDuration, parseDuration } from '#schema/contract/duration.ts'
import { MAX_ANSWER } from '#schema/contract/report-kinds.ts'
import type { Report } from '#schema/contract/report.ts'
import { now } from '#web/primitives/clock.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { useDeeds } from '#web/data/deeds.ts'
import { useGuild } from '#web/data/guild.ts'
import { usePerson } from '#web/data/members.ts'
import { useReport } from '#web/data/reports.ts'
import { MemberPicker } from '#web/pages/members/member-picker.tsx'
import { ActFields } from './act-fields.tsx'
import { ActState } from './act-state.tsx'
import { ActWarnings } from './act-warnings.tsx'
import { blockedBy } from './blocked.ts'
import { consequence, isGrave, tellsTarget } from './consequence.ts'
import { defaultsOf, type Draft, type FieldErrors, hasDuration, isOnChannel, isOnUser, readDraft } from './draft.ts'
import { createKeptDraft } from './kept-draft.ts'
import { KindChoice } from './kind-choice.tsx'
import { readMessageLinks } from './message-links.ts'
import { actRequest, closeAct, type OpenedAct } from './open-act.ts'
import { ReportAnswer } from './report-answer.tsx'
import { ReportOver } from './report-over.tsx'
import { returnFocus } from './return-focus.ts'
import { createSending } from './sending.ts'
import { TargetCard } from './target-card.tsx'

/** Asks for one action: what, to whom, how, why. The button says what it does; the outcome comes back in place. */
export function ActForm(props: { request: OpenedAct }) {
  const request = props.request
  const guild = useGuild()
  const deeds = useDeeds()
  const { draft, answer, ...fields } = createKeptDraft(request)
  const [person, setPerson] = createSignal<Person | null>(request.target ?? null)
  const [errors, setErrors] = createSignal<FieldErrors>({})
  onCleanup(() => returnFocus(request.opener))
  const aboutReport = request.report?.number
  const reportNow =
    aboutReport === undefined
      ? undefined
      : useReport(
          () => guild.id,
          () => aboutReport,
        ).report
  const { person: known } = usePerson(
    () => guild.id,
    () => draft.targetId ?? undefined,
  )
  let form!: HTMLFormElement
  const whom = createMemo((): Person | null => {
    const found = known()?.person
    return isOnUser(draft.kind) || draft.kind === null ? (found ?? person()) : null
  })
  let putBack: () => void = () => undefined
  const sending = createSending({
    deed: () =>
      draft.kind && {
        guildId: guild.id,
        kind: draft.kind,
        target: whom(),
        channelId: draft.channelId,
        channelName: channelName(),
      },
    onDone: closeAct,
    onRefused: () => putBack(),
  })
  /** somebody else was faster; pressing again does it all the same */
  const collided = () => {
    const progress = sending.progress()
    return progress.step === 'refused' && progress.failure.code === 'collision'
  }
  const channelName = () => (draft.channelId ? (guild.channel(draft.channelId)?.name ?? null) : null)
  const blocked = (kind: ActionKind): string | null =>
    deeds(kind)?.message ??
    blockedBy(
      kind,
      {
        targetId: draft.targetId,
        selfId: guild.access().userId,
        ownerId: guild.ownerId(),
        member: known()?.member,
        banned: known()?.banned,
        warned: known() && (known()?.counts.warn ?? 0) > 0,
      },
      now(),
    )
  const reason = (): string | undefined =>
    draft.kind && !sending.isBusy() ? (blocked(draft.kind) ?? undefined) : undefined

  const change = (to: Partial<Draft>) => {
    fields.change(to)
    setErrors({})
    sending.revise()
  }
  const choose = (kind: ActionKind) => change({ kind, ...defaultsOf(kind) })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (sending.isBusy() || sending.isFinal() || reason()) return
    if (sending.isUnanswered()) return void sending.retry()
    const read = readDraft({ ...draft })
    const links = readMessageLinks(isOnUser(draft.kind) ? (draft.evidence ?? '') : '', guild.id)
    const refs = links.ok ? links.refs : []
    if (!read.ok || !links.ok) {
      setErrors({ ...(read.ok ? {} : read.errors), ...(links.ok ? {} : { evidence: links.error }) })
      return void queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
    }
    // the fields are locked while it is on its way; the focus must not be in one
    document.querySelector<HTMLElement>('[type=submit][form=act]')?.focus()
    if (!reportOver() && (answer()?.length ?? 0) > MAX_ANSWER) return
    putBack = fields.send()
    void sending.submit({
      deed: read.deed,
      about: request.about,
      evidence: [...(request.evidence ?? []), ...refs],
      report: request.report?.number,
      answer: (!reportOver() && answer()?.trim()) || undefined,
      despite: collided() || undefined,
    })
  }

  const sendByKeys = (event: KeyboardEvent) =>
    event.key === 'Enter' && (event.ctrlKey || event.metaKey) && form.requestSubmit()

  // the native close event comes late, when another action's dialog may be open already
  const close = () => actRequest() === request && closeAct()

  /** on its way or done: the fields say what was sent and change no more */
  const isLocked = () => sending.isBusy() || sending.isFinal() || sending.isUnanswered()
  // what this very action does to its report is no news
  const reportOver = createMemo((before: Report | undefined) => {
    const report = reportNow?.()
    return isLocked() ? before : report?.endedAt ? report : undefined
  })
  const label = () => (draft.kind ? actionKinds[draft.kind].label : 'Act')
  const length = () => formatDuration(parseDuration(draft.duration) ?? 0)
  const grave = () => draft.kind !== null && isGrave.has(draft.kind)
  const cancelFirst = request.kind !== undefined && isGrave.has(request.kind)
  const isOnPerson = () => isOnUser(draft.kind) || (draft.kind === null && request.target !== undefined)

  return (
    <Dialog
      open
      onClose={close}
      title={
        <Show when={draft.kind} fallback="Act">
          {label()}
          <Show when={whom()}>
            {(target) => (
              <>
                {' '}
                <bdi>{target().name}</bdi>
              </>
            )}
          </Show>
          <Show when={isOnChannel(draft.kind) && channelName()}> #{channelName()}</Show>
        </Show>
      }
      size={request.kind ? 'md' : 'lg'}
      focusBody={isLocked()}
      role={grave() ? 'alertdialog' : 'dialog'}
      footer={
        <>
          <ActState progress={sending.progress()} late={sending.isLate()} />
          <Button autofocus={cancelFirst} onClick={close}>
            {isLocked() ? 'Close' : 'Cancel'}
          </Button>
          <Show when={!sending.isFinal()}>
            <Button
              type="submit"
              form="act"
              variant={grave() ? 'danger' : 'primary'}
              busy={sending.isBusy()}
              reason={draft.kind ? reason() : 'Choose what to do first.'}
            >
              {sending.isUnanswered() ? 'Try again' : collided() ? `${label()} all the same` : label()}
            </Button>
          </Show>
        </>
      }
    >
      <form ref={form} id="act" class="grid gap-4" onSubmit={submit} onKeyDown={sendByKeys} novalidate>
        <fieldset class="contents" disabled={isLocked()}>
          <Show when={isOnPerson() && whom()}>
            {(target) => (
              <TargetCard
                person={target()}
                known={known()}
                onChange={request.target ? undefined : () => (setPerson(null), change({ targetId: null }))}
              />
            )}
          </Show>
          <ActWarnings
            targetId={isOnPerson() && !sending.isFinal() ? (draft.targetId ?? undefined) : undefined}
            cases={known()?.cases ?? []}
          />
          <ReportOver report={reportOver()} />
          <Show when={!request.kind}>
            <KindChoice
              kind={draft.kind}
              only={request.target ? 'user' : request.channelId ? 'channel' : undefined}
              blocked={blocked}
              error={errors().kind}
              onChoose={choose}
            />
          </Show>
          <Show when={isOnUser(draft.kind) && !draft.targetId}>
            <Field label="Who" error={errors().target} help="Anyone by id, also people who are not in the server.">
              <MemberPicker
                chosen={undefined}
                autofocus={request.kind !== undefined}
                onChoose={(chosen) => {
                  setPerson(chosen ?? null)
                  change({ targetId: chosen?.id ?? null })
                }}
              />
            </Field>
          </Show>
          <Show when={draft.kind}>
            {(kind) => (
              <>
                <p class="text-ink-2">
                  {consequence[kind()](length())} <Told kind={kind()} known={known()} />
                </p>
                <ActFields
                  draft={draft}
                  errors={errors()}
                  onChange={change}
                  focusReason={request.kind !== undefined && request.target !== undefined && !cancelFirst}
                />
                <Show when={request.report}>
                  {(report) => (
                    <Show when={!reportOver()}>
                      <p class="text-sm text-ink-3">This answers report {report().number}, and resolves it.</p>
                      <ReportAnswer
                        count={reportNow?.()?.count ?? report().count}
                        answer={answer()}
                        usual="resolved"
                        onChange={fields.changeAnswer}
                      />
                    </Show>
                  )}
                </Show>
                <Show when={request.about}>
                  {(number) => <p class="text-sm text-ink-3">{aboutWords(kind(), number())}</p>}
                </Show>
              </>
            )}
          </Show>
        </fieldset>
      </form>
    </Dialog>
  )
}

/** What the new case is to the one it is about. */
const aboutWords = (kind: ActionKind, number: number): string =>
  hasDuration(kind)
    ? `This replaces what runs by case #${number}. Both stay on record.`
    : `This is recorded as a case of its own, linked to case #${number}.`

/** Whether the person hears of it, and how. */
function Told(props: {
  kind: ActionKind
  known: { member: { bot: boolean; leftAt: number | null } | null } | undefined
}) {
  return (
    <Show when={tellsTarget.has(props.kind)}>
      <Show
        when={props.known === undefined || (props.known.member && props.known.member.leftAt === null)}
        fallback="They are not in the server, so no direct message can reach them."
      >
        <Show when={!props.known?.member?.bot} fallback="Bots get no direct message.">
          {props.kind === 'warn' ? 'They get it' : 'They are told first,'} by direct message with the reason, if the
          server's settings allow it and they accept messages.
        </Show>
      </Show>
    </Show>
  )
}
