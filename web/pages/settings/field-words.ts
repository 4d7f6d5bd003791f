import type { Settings } from '#schema/contract/settings.ts'
import { ladderWords } from '#schema/contract/standing.ts'

type Warnings = Settings['warnings']
type Words = readonly [label: string, value?: (value: never, nameOf: (id: string) => string) => string]

const listed = (lines: readonly string[]): string => lines.join('; ') || 'none'
const place = (id: string | null, nameOf: (id: string) => string): string => (id === null ? 'nowhere' : nameOf(id))
const stepWords = ({ when, withinDays, deed }: Warnings['ladder'][number]): string =>
  `${'points' in when ? `${when.points} points` : `${when.count} warnings`}${
    withinDays === null ? '' : ` within ${withinDays} days`
  }: ${ladderWords(deed)}`

/** The fields that a save can change, by their dotted names, as the page calls them. */
const fields: Record<string, Words> = {
  logChannelId: ['Post every case to', place],
  embedColor: ['Colour of messages', (color: number | null) => (color === null ? 'none' : hexOf(color))],
  dm: ['Tell people what was done to them'],
  dmNamesModerator: ['Name the moderator in that message'],
  appealText: ['Added to the message of a ban'],
  reasonTemplates: [
    'Reasons to choose from',
    (all: Settings['reasonTemplates']) => listed(all.map(({ name, reason }) => `${name}: ${reason}`)),
  ],
  labels: ['Labels'],
  'sweeps.approvalAbove': ['Second moderator above this many people', (above: number | null) => `${above ?? 'never'}`],
  'sweeps.protectedRoleIds': ['Roles that no sweep touches', (ids: string[], nameOf) => listed(ids.map(nameOf))],
  'raid.alertChannelId': ['Post alerts to', place],
  'raid.joins': ['Raids: joins', (joins: number | null) => `${joins ?? 'no alert'}`],
  'raid.seconds': ['Raids: within seconds'],
  'raid.holdMinutes': ['Raid mode holds, in minutes'],
  'warnings.severities': [
    'Severities',
    (all: Warnings['severities']) =>
      listed(
        all.map(
          ({ name, points, expireDays }) =>
            `${name}: ${points} ${points === 1 ? 'point' : 'points'}, ${
              expireDays === null ? 'never expires' : `expires after ${expireDays} days`
            }`,
        ),
      ),
  ],
  'warnings.usual': ['Severity when none is chosen'],
  'warnings.decay': [
    'Points fall with time',
    (decay: Warnings['decay']) => (decay ? `${decay.points} every ${decay.everyDays} days` : 'no'),
  ],
  'warnings.decay.points': ['Points that fall'],
  'warnings.decay.everyDays': ['Days between'],
  'warnings.ladder': ['Ladder', (steps: Warnings['ladder']) => listed(steps.map(stepWords))],
  'reports.channelId': ['Announce reports in', place],
  'reports.answerReporter': ['Answer those who report'],
  'broadcasts.channelId': ['Post news to', place],
  'broadcasts.categories': ['News wanted here'],
  'broadcasts.early': ['Early news'],
  'broadcasts.follow': ['Follow the developers’ channel'],
  'retention.auditDays': ['Audit log, in days'],
  'retention.reportDays': ['Closed reports, in days'],
}

export const hexOf = (color: number): string => `#${color.toString(16).padStart(6, '0')}`

export const fieldLabel = (name: string): string => fields[name]?.[0] ?? name

/** A field's value in words. */
export function fieldValue(name: string, value: unknown, nameOf: (id: string) => string): string {
  const words = fields[name]?.[1]
  if (words) return words(value as never, nameOf)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return listed(value.map(String))
  return value === '' || value == null ? 'nothing' : String(value)
}
