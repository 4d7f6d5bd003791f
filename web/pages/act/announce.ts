import { type ActionKind, actionKinds, type Person } from '#schema/contract/action.ts'
import { showToast } from '#web/ui/toast.ts'
import type { Accepted } from '#web/data/actions.ts'
import { dmWords } from '#web/pages/cases/case-words.ts'
import { tellsTarget } from './consequence.ts'
import { openAct } from './open-act.ts'

export interface AnnouncedDeed {
  guildId: string
  kind: ActionKind
  target: Person | null
  channelId: string | null
  channelName: string | null
}

/** Marks that keep a name's writing direction to itself. */
const isolate = (name: string): string => `\u2068${name}\u2069`

/** What was done, in a sentence. */
export function sentenceOf({
  kind,
  target,
  channelName,
}: Pick<AnnouncedDeed, 'kind' | 'target' | 'channelName'>): string {
  if (kind === 'note') return `Note on ${isolate(target?.name ?? 'them')} saved.`
  if (kind === 'contain') return 'Raid mode is on.'
  if (kind === 'release') return 'Raid mode has ended.'
  const whom = target ? isolate(target.name) : channelName ? `#${isolate(channelName)}` : 'The channel'
  return `${whom} was ${actionKinds[kind].past}.`
}

/** Says that it is done: the case, what became of the DM, and the way back where there is one. */
export function announceDone(deed: AnnouncedDeed, outcome: Accepted, link: (path: string) => string): void {
  const { inverse } = actionKinds[deed.kind]
  const dm = tellsTarget.has(deed.kind) && outcome.dm ? ` Direct message: ${lower(dmWords(outcome.dm).text)}.` : ''
  showToast(sentenceOf(deed) + dm, {
    tone: 'ok',
    ...(outcome.number ? { link: { label: `Case #${outcome.number}`, href: link(`/cases/${outcome.number}`) } } : {}),
    ...(inverse
      ? {
          action: {
            label: actionKinds[inverse].label,
            run: () =>
              openAct({
                guildId: deed.guildId,
                kind: inverse,
                ...(deed.target ? { target: deed.target } : {}),
                ...(deed.channelId ? { channelId: deed.channelId } : {}),
                ...(outcome.number ? { about: outcome.number } : {}),
              }),
          },
        }
      : {}),
  })
}

/** Says that an action whose dialog was closed did not happen. */
export const announceRefused = (deed: AnnouncedDeed, message: string): void =>
  void showToast(
    `${actionKinds[deed.kind].label} of ${isolate(deed.target?.name ?? deed.channelName ?? 'the channel')} was refused. ${message}`,
    {
      tone: 'danger',
    },
  )

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
