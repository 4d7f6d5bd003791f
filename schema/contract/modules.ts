import * as z from 'zod/mini'
import type { Settings } from './settings.ts'

/** A part of Wardroom that a server's settings truly switch on or off. */
interface Module {
  label: string
  isOn: (settings: Settings) => boolean
}

/** Their order is that of the bits they are stored as: append, never reorder or remove. */
export const ModuleId = z.enum([
  'mod_log',
  'dms',
  'warning_ladder',
  'warning_decay',
  'raid_alerts',
  'reports',
  'report_answers',
  'sweep_approval',
  'reason_templates',
  'broadcasts',
])
export type ModuleId = z.infer<typeof ModuleId>

export const modules: Record<ModuleId, Module> = {
  mod_log: { label: 'Mod log', isOn: ({ logChannelId }) => logChannelId !== null },
  dms: { label: 'DMs to the punished', isOn: ({ dm }) => dm },
  warning_ladder: { label: 'Warning ladder', isOn: ({ warnings }) => warnings.ladder.length > 0 },
  warning_decay: { label: 'Warning decay', isOn: ({ warnings }) => warnings.decay !== null },
  raid_alerts: { label: 'Raid alerts', isOn: ({ raid }) => raid.joins !== null },
  reports: { label: 'Report channel', isOn: ({ reports }) => reports.channelId !== null },
  report_answers: { label: 'Answers to reporters', isOn: ({ reports }) => reports.answerReporter },
  sweep_approval: { label: 'Sweep approval', isOn: ({ sweeps }) => sweeps.approvalAbove !== null },
  reason_templates: { label: 'Reason templates', isOn: ({ reasonTemplates }) => reasonTemplates.length > 0 },
  broadcasts: {
    label: 'Broadcasts',
    isOn: ({ broadcasts }) => broadcasts.channelId !== null && broadcasts.categories.length > 0,
  },
}

/** The modules that are on under these settings. */
export const modulesOf = (settings: Settings): ModuleId[] => ModuleId.options.filter((id) => modules[id].isOn(settings))

export const moduleBit = (id: ModuleId): number => 1 << ModuleId.options.indexOf(id)
/** As `guilds.modules` stores them: `modules & moduleBit(id)`. */
export const moduleBits = (ids: readonly ModuleId[]): number => ids.reduce((bits, id) => bits | moduleBit(id), 0)
export const modulesIn = (bits: number): ModuleId[] => ModuleId.options.filter((id) => (bits & moduleBit(id)) !== 0)
