import type { Case } from '#schema/contract/case.ts'
import { actionKinds, type DmStatus } from '#schema/contract/action.ts'
import { formatDate } from '#web/primitives/format.ts'
import type { Tone } from '#web/ui/badge.tsx'

export interface Words {
  tone: Tone
  text: string
}

const skipped: Record<Extract<DmStatus, { status: 'skipped' }>['why'], string> = {
  not_a_member: 'Not sent: they were not in the server',
  switched_off: 'Not sent: messages to members are switched off in the settings',
  not_for_this_kind: 'Not sent: this kind of action is not announced to the person',
  bot: 'Not sent: bots get no direct messages',
}

/** What became of the direct message, in a sentence. */
export function dmWords(dm: DmStatus | null | undefined): Words {
  if (!dm) return { tone: 'neutral', text: 'None' }
  if (dm.status === 'sent') return { tone: 'ok', text: 'Delivered' }
  if (dm.status === 'withdrawn')
    return { tone: 'neutral', text: 'Sent, then taken back because Discord refused the action' }
  if (dm.status === 'skipped') return { tone: 'neutral', text: skipped[dm.why] }
  if (dm.code === 50_007) return { tone: 'warn', text: 'Not delivered: they do not accept direct messages (50007)' }
  return { tone: 'warn', text: `Not delivered: ${dm.message}${dm.code ? ` (${dm.code})` : ''}` }
}

/** How a temporary case stands at `now` (UTC ms): running, ended, overdue; null for what has no end. */
export function endState(c: Case, now: number): 'running' | 'ended' | 'overdue' | null {
  if (c.endsAt === null || c.status === 'refused' || c.status === 'rolled_back') return null
  if (c.endedAt !== null) return 'ended'
  // Discord lets timeouts lapse and Wardroom ends bans within moments; later than this something is in the way
  const late = c.endError !== null ? 0 : 60_000
  return c.endsAt + late < now ? 'overdue' : 'running'
}

/** Whether it runs and can be made longer, shorter or ended. */
export const isChangeable = (c: Case, now: number): boolean =>
  (c.kind === 'timeout' || c.kind === 'tempban') && c.target !== null && endState(c, now) === 'running'

/** The state of a case in one word, for a badge. */
export function statusWords(c: Case, now: number): Words {
  if (c.status === 'refused') return { tone: 'danger', text: 'Refused' }
  if (c.status === 'rolled_back') return { tone: 'neutral', text: 'Rolled back' }
  if (c.status === 'unknown') return { tone: 'warn', text: 'Unknown' }
  const end = endState(c, now)
  if (end === 'overdue') return { tone: 'danger', text: 'Overdue' }
  if (end === 'running') return { tone: 'info', text: 'Running' }
  if (end === 'ended') return { tone: 'neutral', text: 'Ended' }
  return { tone: 'ok', text: 'Done' }
}

/** Whom or what a case is about, when there is no name: the channel, or the kind's own object. */
export const targetName = (c: Pick<Case, 'kind' | 'target' | 'channelId' | 'channelName'>): string =>
  actionKinds[c.kind].on === 'guild'
    ? 'the server'
    : (c.target?.name ?? (c.channelName ? `#${c.channelName}` : c.channelId ? 'a channel' : 'unknown'))

const resultNames: Record<string, string> = {
  purged: 'Messages deleted',
  deleted: 'Messages deleted',
  seconds: 'Slowmode (s)',
  before: 'Before',
  dms: 'Direct messages',
  leadsTo: 'Led to',
  revoked: 'Revoked warning of case',
  goesOnFrom: 'Goes on from case',
  began: 'Began with case',
  happenedAt: 'Happened',
  originalNumber: 'Number there',
}

/** The counts a case carries, named for people. */
export const resultWords = (result: NonNullable<Case['result']>): [string, string][] =>
  Object.entries(result)
    // the case that followed has a link of its own
    .filter(([key]) => key !== 'followedBy')
    .map(([key, value]) => [
      resultNames[key] ?? key.replace(/([A-Z])/g, ' $1').replace(/^./, (first) => first.toUpperCase()),
      key === 'happenedAt' ? formatDate(Date.parse(String(value))) : String(value),
    ])
