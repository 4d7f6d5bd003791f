import { useLocation, useNavigate, useSearchParams } from '@solidjs/router'
import { createMemo, createSignal, Match, Show, Switch } from 'solid-js'
import { createStore } from 'solid-js/store'
import { readTargets } from '#schema/contract/targets.ts'
import { byContent } from '#web/primitives/by-content.ts'
import { formatNumber } from '#web/primitives/format.ts'
import { createDebounced } from '#web/primitives/debounced.ts'
import { Button } from '#web/ui/button.tsx'
import { ErrorPanel } from '#web/ui/error-panel.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { failureMessage } from '#web/data/failure-message.ts'
import { useGuild } from '#web/data/guild.ts'
import type { SweepWish } from '#web/data/open-sweep.ts'
import { useMatches, useSweepCommands } from '#web/data/sweeps.ts'
import type { FieldErrors } from '#web/pages/act/draft.ts'
import { needsSeat } from '#web/pages/sweeps/needs-seat.ts'
import { sourceWords } from '#web/pages/sweeps/sweep-words.ts'
import { DeedFields } from './deed-fields.tsx'
import { createKeptForm } from './kept-form.ts'
import { MemberSource } from './member-source.tsx'
import { PasteSource } from './paste-source.tsx'
import { readDeed } from './read-deed.ts'
import { readSource, readWish, type SourceForm, type Way, ways } from './sweep-form.ts'
import { UndoSource } from './undo-source.tsx'

const RESTS = 150

/** The first steps of a sweep: whom, and what. Leads to its plan; nothing happens to anybody here. */
export function NewSweep() {
  const location = useLocation()
  const [search] = useSearchParams()
  // another wish is another form; which way it is filled in is not
  const wish = createMemo(() => ({ wish: readWish({ ...search }, location.state) }), undefined, byContent)
  return (
    <Show when={wish()} keyed>
      {(one) => <Form wish={one.wish} />}
    </Show>
  )
}

function Form(props: { wish: SweepWish | null }) {
  const guild = useGuild()
  const navigate = useNavigate()
  const [search, setSearch] = useSearchParams()
  const commands = useSweepCommands(() => guild.id)
  const kept = createKeptForm(`${guild.id} ${guild.access().userId}`, props.wish)
  const { begun } = kept
  const [source, setSource] = createStore<SourceForm>(begun.source)
  const [fixed, setFixed] = createSignal(begun.fixed)
  const [problem, setProblem] = createSignal<string>()
  const [errors, setErrors] = createSignal<FieldErrors>({})
  const [failure, setFailure] = createSignal<unknown>()
  const [busy, setBusy] = createSignal(false)
  let form!: HTMLFormElement

  const way = (): Way => ways.find((one) => one === search.by) ?? begun.way
  const undo = () => {
    const type = fixed()?.type
    if (type === 'cases') return 'maybe'
    return type === 'sweep' || (!type && way() === 'undo') ? 'only' : 'no'
  }
  const [made, setMade] = createSignal(begun.deed)
  const deed = () => ({ ...made(), undo: undo() === 'only' || (undo() === 'maybe' && made().undo) })
  kept.keep(() => ({ way: way(), source: { ...source }, fixed: fixed(), deed: made() }))
  // 10,000 lines are read once the typing rests, never on the keystroke
  const text = createDebounced(() => source.text, RESTS)
  const found = createMemo(() => readTargets(text(), Date.now()))
  const changed = () => {
    setProblem(undefined)
    setErrors({})
    setFailure(undefined)
  }
  const changeSource = (change: Partial<SourceForm>) => {
    setSource(change)
    changed()
  }

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy() || reason()) return
    const ids = way() === 'paste' && !fixed() ? readTargets(source.text, Date.now()).ids : []
    const whom = fixed() ? { ok: true as const, source: fixed()! } : readSource(way(), source, ids, Date.now())
    const what = readDeed(deed())
    setProblem(whom.ok ? undefined : whom.problem)
    setErrors(what.ok ? {} : what.errors)
    if (!whom.ok || !what.ok) {
      const first = '[data-problem], [aria-invalid=true], [role=radiogroup][aria-label="A person"] input'
      return void queueMicrotask(() => form.querySelector<HTMLElement>(first)?.focus())
    }
    setBusy(true)
    try {
      const wanted = { source: whom.source, deed: what.deed }
      const plan = await commands.plan({ ...wanted, dm: !deed().undo && deed().dm })
      kept.drop()
      // Back leads here with everything as it was
      history.replaceState({ ...history.state, ...wanted }, '')
      navigate(guild.link(`/sweeps/${plan.id}`))
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  const reason = () => needsSeat(guild)
  const filter = createDebounced(
    createMemo(() => {
      const read = way() === 'members' && !fixed() ? readSource('members', source, [], Date.now()) : undefined
      return read?.ok && read.source.type === 'members' ? read.source.filter : undefined
    }),
    RESTS,
  )
  const matches = useMatches(() => guild.id, filter)
  const standing = () => {
    if (fixed()) return ''
    if (way() === 'members') {
      const found = filter() && matches.data
      return found ? `${found.exact ? '' : 'At least '}${formatNumber(found.count)} match now` : ''
    }
    if (way() !== 'paste') return 'The plan shows who they are.'
    return `${formatNumber(found().ids.length)} found`
  }

  return (
    <div class="page">
      <PageHeader
        title="New sweep"
        documentTitle={`New sweep · ${guild.name()}`}
        lead="The same action on many people. First comes a plan to review; nothing happens before you start it."
      />
      <form ref={form} class="grid max-w-3xl gap-5" onSubmit={(event) => void submit(event)} novalidate>
        <section class="card grid gap-4 p-4 sm:p-5" aria-labelledby="whom">
          <h2 id="whom" class="text-lg font-semibold">
            Whom
          </h2>
          <Show
            when={!fixed()}
            fallback={
              <div class="flex flex-wrap items-center justify-between gap-3 rounded-md bg-sunken px-3.5 py-2.5">
                <p class="font-medium first-letter:uppercase">{sourceWords(fixed()!)}</p>
                <Button size="sm" onClick={() => (setFixed(null), changed())}>
                  Choose otherwise
                </Button>
              </div>
            }
          >
            <div>
              <Segmented<Way>
                label="How to choose them"
                value={way()}
                options={[
                  { value: 'paste', label: 'Paste' },
                  { value: 'members', label: 'Members' },
                  { value: 'undo', label: "Someone's actions" },
                ]}
                onChoose={(by) => {
                  setSearch({ by }, { replace: true, scroll: false })
                  changed()
                }}
              />
            </div>
            <Switch>
              <Match when={way() === 'paste'}>
                <PasteSource text={source.text} found={found()} onText={(text) => changeSource({ text })} />
              </Match>
              <Match when={way() === 'members'}>
                <MemberSource form={source} onChange={changeSource} />
              </Match>
              <Match when={way() === 'undo'}>
                <UndoSource form={source} onChange={changeSource} />
              </Match>
            </Switch>
          </Show>
          <Show when={problem()}>
            {(message) => (
              <p data-problem tabindex="-1" role="alert" class="text-sm font-medium text-danger">
                {message()}
              </p>
            )}
          </Show>
        </section>
        <section class="card grid gap-4 p-4 sm:p-5" aria-labelledby="what">
          <h2 id="what" class="text-lg font-semibold">
            {undo() === 'only' ? 'Undo' : 'What'}
          </h2>
          <DeedFields
            form={deed()}
            undo={undo()}
            errors={errors()}
            onChange={(to) => {
              setMade(to)
              changed()
            }}
          />
        </section>
        <Show when={failure()}>
          {(error) => <ErrorPanel title="No plan was made" message={failureMessage(error())} />}
        </Show>
        <div class="flex items-center justify-end gap-4">
          <p role="status" class="text-ink-2">
            {standing()}
          </p>
          <Button type="submit" variant="primary" busy={busy()} reason={reason()}>
            Review
          </Button>
        </div>
      </form>
    </div>
  )
}
