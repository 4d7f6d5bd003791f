import type { Component } from 'solid-js'
import type { SetStoreFunction } from 'solid-js/store'
import type { Settings } from '#schema/contract/settings.ts'
import { BroadcastsSection } from './sections/broadcasts-section.tsx'
import { DmSection } from './sections/dm-section.tsx'
import { LogSection } from './sections/log-section.tsx'
import { LookSection } from './sections/look-section.tsx'
import { RaidSection } from './sections/raid-section.tsx'
import { ReasonsSection } from './sections/reasons-section.tsx'
import { ReportsSection } from './sections/reports-section.tsx'
import { RetentionSection } from './sections/retention-section.tsx'
import { SweepsSection } from './sections/sweeps-section.tsx'
import { WarningsSection } from './sections/warnings-section.tsx'

/** A part of the settings: shows `draft`, changes it by `set`. What is not valid it says beside the field; saving refuses it too. */
export interface SectionProps {
  draft: Settings
  set: SetStoreFunction<Settings>
}

/** The parts of the Settings page, in their order. */
export const sections: readonly Component<SectionProps>[] = [
  LogSection,
  DmSection,
  LookSection,
  ReasonsSection,
  ReportsSection,
  SweepsSection,
  RaidSection,
  WarningsSection,
  RetentionSection,
  BroadcastsSection,
]
