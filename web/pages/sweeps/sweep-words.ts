import type { ActionKind } from '#schema/contract/action.ts'
import { actionKinds } from '#schema/contract/kinds.ts'
import type { ItemState, Sweep, SweepDeed, SweepSource, SweepState, Verdict } from '#schema/contract/sweep.ts'
import { formatNumber } from '#web/primitives/format.ts'
import type { Tone } from '#web/ui/badge.tsx'

type Kind = SweepDeed['kind']

export const kindLabel = (kind: Kind): string => (kind === 'reverse' ? 'Undo' : actionKinds[kind].label)

/** "1 person", "1,200 people"; what is undone are actions. */
export const countOf = (kind: Kind, n: number): string =>
  `${formatNumber(n)} ${kind === 'reverse' ? (n === 1 ? 'action' : 'actions') : n === 1 ? 'person' : 'people'}`

/** "Ban 312 people", as on the button that does it and in titles. */
export const doTo = (kind: Kind, n: number): string =>
  kind === 'note' ? `Put a note on ${countOf(kind, n)}` : `${kindLabel(kind)} ${countOf(kind, n)}`

const past = (kind: Kind): string => (kind === 'reverse' ? 'undone' : actionKinds[kind].past)

/** "312 people will be banned". */
export const willBe = (kind: Kind, n: number): string =>
  kind === 'note' ? `${countOf(kind, n)} will have a note on their record` : `${countOf(kind, n)} will be ${past(kind)}`

/** "about 2 minutes", rounded as one would say it. */
export function roughly(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < 90) return `about ${seconds === 1 ? 'a second' : `${seconds} seconds`}`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `about ${minutes} minutes`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `about ${hours} hours` : `about ${Math.round(hours / 24)} days`
}

/** What a plan cannot know: the accounts that nobody has seen here, and how long it takes if they do not exist. */
export function atLongest({ expectedMs, longestMs = expectedMs, verdicts }: Sweep): string {
  if (roughly(longestMs) === roughly(expectedMs)) return ''
  const unseen = verdicts.unseen ?? 0
  const who = unseen === 1 ? 'One was' : `${formatNumber(unseen)} were`
  return `${who} never seen here. Whoever turns out not to exist is asked for one by one: that can make it ${roughly(longestMs)}.`
}

/** "1:05", "2:03:00": a countdown. */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

export const stateWords: Record<SweepState, { text: string; tone: Tone }> = {
  planned: { text: 'Plan', tone: 'neutral' },
  awaiting_approval: { text: 'Needs approval', tone: 'warn' },
  running: { text: 'Running', tone: 'info' },
  parked: { text: 'Waiting', tone: 'warn' },
  paused: { text: 'Paused', tone: 'warn' },
  done: { text: 'Done', tone: 'ok' },
  stopped: { text: 'Stopped', tone: 'neutral' },
}

export const isUnderWay = ({ state }: Sweep): boolean => state === 'running' || state === 'parked' || state === 'paused'
export const isOver = ({ state }: Sweep): boolean => state === 'done' || state === 'stopped'

/** How many were dealt with, whatever came of it, and how many are left. */
export const settledOf = ({ counts }: Sweep): number => counts.done + counts.failed + counts.unknown
export const leftOf = (sweep: Sweep): number => Math.max(0, sweep.counts.acting - settledOf(sweep))

export const itemWords: Record<ItemState, { text: string; tone: Tone }> = {
  planned: { text: 'Planned', tone: 'neutral' },
  left_out: { text: 'Left out', tone: 'neutral' },
  excluded: { text: 'Left aside', tone: 'neutral' },
  pending: { text: 'Waiting', tone: 'neutral' },
  done: { text: 'Done', tone: 'ok' },
  failed: { text: 'Failed', tone: 'danger' },
  unknown: { text: 'Not known', tone: 'warn' },
}

/** What became of an item, or will: nobody waits any more once the sweep is stopped. */
export const itemText = (state: ItemState, sweep: Pick<Sweep, 'state'>): string =>
  state === 'pending' && sweep.state === 'stopped' ? 'Not reached' : itemWords[state].text

/** Where the people of a sweep came from, in a few words; a sweep tells only the first of many, but how many there are. */
export function sourceWords(source: SweepSource, total?: number): string {
  switch (source.type) {
    case 'ids':
      return `a list of ${formatNumber(total ?? source.ids.length)}`
    case 'members':
      return 'members by what they have in common'
    case 'cases': {
      const count = total ?? source.numbers.length
      return count === 1 ? `case #${source.numbers[0]}` : `${formatNumber(count)} cases`
    }
    case 'sweep':
      return 'an earlier sweep'
    case 'moderator':
      return 'what one moderator did'
  }
}

/** Why a sweep waits; what is said of whoever answers for it is read by others too. */
export function whyWords({ why, responsible, startedBy }: Sweep): string | null {
  const name = (responsible ?? startedBy)?.name
  if (!why || !name) return why?.message ?? null
  const lost = {
    no_seat: 'has no seat here any more',
    seat_too_low: 'has no moderator seat here any more',
    missing_permission: 'does not have the Discord permission for this any more',
  }[why.code]
  return lost ? `${name} ${lost}. Someone who may do this can resume it.` : why.message
}

const already: Partial<Record<Kind, string>> = {
  ban: 'Already banned',
  tempban: 'Already banned',
  unban: 'Not banned',
  timeout: 'Already timed out',
  untimeout: 'Not timed out',
}

/** What a verdict means, and why, for what is about to be done. */
export function verdictWords(verdict: Verdict, kind: Kind): { label: string; why: string } {
  const fixed = verdicts[verdict]
  if (verdict === 'act') return kind === 'unban' || kind === 'reverse' ? actBack(kind) : fixed
  if (verdict === 'already') return { label: already[kind] ?? fixed.label, why: fixed.why }
  return fixed
}

const actBack = (kind: Kind): { label: string; why: string } =>
  kind === 'reverse'
    ? { label: 'Can be undone', why: 'What was done to them still stands.' }
    : { label: 'Banned', why: 'The ban is lifted.' }

const verdicts: Record<Verdict, { label: string; why: string }> = {
  act: { label: 'In the server', why: '' },
  left: { label: 'Has left', why: 'Not in the server any more. It works on them all the same.' },
  unseen: { label: 'Never seen here', why: 'Discord will tell whether there is such an account.' },
  already: { label: 'Already so', why: 'Nothing is left to do.' },
  staff: { label: 'Staff', why: 'They have a seat here, or may moderate on Discord.' },
  protected_role: { label: 'Protected role', why: 'They have a role that the settings keep out of sweeps.' },
  outranks_you: { label: 'Outranks you', why: 'Their highest role is not below yours.' },
  outranks_bot: { label: 'Outranks the bot', why: "Their highest role is not below the bot's." },
  owner: { label: 'Owner', why: 'The owner of the server cannot be moderated.' },
  bot: { label: 'Bot', why: 'No sweep touches bots. Act on them one by one.' },
  self: { label: 'You', why: 'You cannot do that to yourself.' },
  not_member: { label: 'Not in the server', why: 'This works only on people who are in the server.' },
  not_reversible: { label: 'Cannot be undone', why: 'A kick, a softban or a note has no opposite.' },
  reversed: { label: 'Already undone', why: 'It was reversed, or ended by itself.' },
  unknown_account: { label: 'No such account', why: 'Discord knows nobody with this id.' },
}

/** Whether what a sweep did can be taken back: a kick, a softban or a note has no opposite. */
export const hasOpposite = (kind: Kind): boolean => kind === 'reverse' || actionKinds[kind].inverse !== null

/** The kinds a sweep can do, as they are chosen. */
export const isPlainKind = (kind: Kind): kind is Exclude<Kind, 'reverse'> & ActionKind => kind !== 'reverse'
