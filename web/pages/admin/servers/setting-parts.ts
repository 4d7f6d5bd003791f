import { formatDuration } from '#schema/contract/duration.ts'
import { defaultSettings, type Settings } from '#schema/contract/settings.ts'
import type { LadderStep } from '#schema/contract/warnings.ts'
import { formatNumber } from '#web/primitives/format.ts'

/** One setting in words; `isDefault`: as every server begins. */
export interface SettingLine {
  label: string
  value: string | readonly string[]
  isDefault: boolean
}
export interface SettingPart {
  title: string
  lines: SettingLine[]
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
const yes = (on: boolean): string => (on ? 'yes' : 'no')
const joined = (all: readonly string[]): string => all.join(', ') || 'none'
const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`

type Named = (id: string) => string
type Words = { [K in keyof Settings]: (value: Settings[K], usual: Settings[K], nameOf: Named) => SettingPart }

const line = <T>(label: string, [value, usual]: readonly [T, T], words: (value: T) => SettingLine['value']) => ({
  label,
  value: words(value),
  isDefault: same(value, usual),
})
const channel =
  (nameOf: Named) =>
  (id: string | null): string =>
    id === null ? 'nowhere' : nameOf(id)

const stepWords = ({ when, withinDays, deed }: LadderStep): string => {
  const reached = 'points' in when ? `${when.points} points` : `${when.count} warnings`
  const lasts = 'duration' in deed ? ` for ${formatDuration(deed.duration)}` : ''
  return `${reached}${withinDays === null ? '' : ` within ${days(withinDays)}`}: ${deed.kind}${lasts}`
}

/** Every setting in words; the compiler names what is missing. */
const words: Words = {
  logChannelId: (value, usual, nameOf) => ({
    title: 'Mod log',
    lines: [line('Posted to', [value, usual], channel(nameOf))],
  }),
  embedColor: (value, usual) => ({
    title: 'Mod log',
    lines: [
      line('Colour of messages', [value, usual], (color) =>
        color === null ? 'by what was done' : `#${color.toString(16).padStart(6, '0')}`,
      ),
    ],
  }),
  dm: (value, usual) => ({
    title: 'Direct messages',
    lines: [line('Tell people what was done', [value, usual], yes)],
  }),
  dmNamesModerator: (value, usual) => ({
    title: 'Direct messages',
    lines: [line('Name the moderator', [value, usual], yes)],
  }),
  appealText: (value, usual) => ({
    title: 'Direct messages',
    lines: [line('Added for a ban', [value, usual], (text) => text || 'nothing')],
  }),
  reasonTemplates: (value, usual) => ({
    title: 'Reasons and labels',
    lines: [line('Reasons', [value, usual], (all) => all.map(({ name, reason }) => `${name}: ${reason}`))],
  }),
  labels: (value, usual) => ({ title: 'Reasons and labels', lines: [line('Labels', [value, usual], joined)] }),
  sweeps: (value, usual, nameOf) => ({
    title: 'Sweeps',
    lines: [
      line('Second moderator above', [value.approvalAbove, usual.approvalAbove], (above) =>
        above === null ? 'never' : `${formatNumber(above)} people`,
      ),
      line('Protected roles', [value.protectedRoleIds, usual.protectedRoleIds], (ids) => joined(ids.map(nameOf))),
    ],
  }),
  raid: (value, usual, nameOf) => ({
    title: 'Raids',
    lines: [
      line('Alert', [[value.joins, value.seconds] as const, [usual.joins, usual.seconds] as const], ([joins, within]) =>
        joins === null ? 'never' : `${joins} joins within ${within} s`,
      ),
      line('Alerts posted to', [value.alertChannelId, usual.alertChannelId], channel(nameOf)),
      line('Raid mode holds', [value.holdMinutes, usual.holdMinutes], (minutes) => formatDuration(minutes * 60_000)),
    ],
  }),
  warnings: (value, usual) => ({
    title: 'Warnings',
    lines: [
      line('Severities', [value.severities, usual.severities], (all) =>
        all.map(
          ({ name, points, expireDays }) =>
            `${name}: ${points} ${points === 1 ? 'point' : 'points'}, ${expireDays === null ? 'for good' : days(expireDays)}`,
        ),
      ),
      line('When none is chosen', [value.usual, usual.usual], (name) => name),
      line('Decay', [value.decay, usual.decay], (decay) =>
        decay === null ? 'none' : `${decay.points} every ${days(decay.everyDays)}`,
      ),
      line('Ladder', [value.ladder, usual.ladder], (ladder) => ladder.map(stepWords)),
    ],
  }),
  reports: (value, usual, nameOf) => ({
    title: 'Reports',
    lines: [
      line('Announced in', [value.channelId, usual.channelId], channel(nameOf)),
      line('Answer who reported', [value.answerReporter, usual.answerReporter], yes),
    ],
  }),
  broadcasts: (value, usual, nameOf) => ({
    title: 'Broadcasts',
    lines: [
      line('Posted to', [value.channelId, usual.channelId], channel(nameOf)),
      line('Wanted', [value.categories, usual.categories], joined),
    ],
  }),
  retention: (value, usual) => ({
    title: 'Kept for',
    lines: [
      line('Audit log', [value.auditDays, usual.auditDays], days),
      line('Closed reports', [value.reportDays, usual.reportDays], days),
    ],
  }),
}

const partOf = <K extends keyof Settings>(key: K, settings: Settings, nameOf: Named): SettingPart =>
  words[key](settings[key], defaultSettings[key], nameOf)

/** A server's settings in words, by their sections. */
export function settingParts(settings: Settings, nameOf: Named): SettingPart[] {
  const parts = new Map<string, SettingPart>()
  for (const key of Object.keys(words) as (keyof Settings)[]) {
    const { title, lines } = partOf(key, settings, nameOf)
    const known = parts.get(title)
    if (known) known.lines.push(...lines)
    else parts.set(title, { title, lines })
  }
  return [...parts.values()]
}
