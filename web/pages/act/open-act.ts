import { createSignal } from 'solid-js'
import type { ActionKind, MessageRef, Person } from '#schema/contract/action.ts'
import { openRaid } from '#web/pages/raid/open-raid.ts'

/** What the act dialog starts with; all but the guild may be left to choose there. */
export interface ActRequest {
  guildId: string
  kind?: ActionKind
  target?: Person
  channelId?: string
  /** a purge's author */
  fromId?: string
  reason?: string
  /** other fields as they would be typed */
  fields?: { duration?: string; count?: string; slowmode?: string }
  /** the case this one reverses, changes or ends */
  about?: number
  /** messages to keep a copy of */
  evidence?: MessageRef[]
  /** the report it answers, by how many, and what they are told; null: nothing */
  report?: { number: number; count: number; answer: string | null }
}

/** A request as the dialog gets it, with what had the focus when it was made. */
export interface OpenedAct extends ActRequest {
  opener: Element | null
}

const [request, setRequest] = createSignal<OpenedAct | null>(null)

/** What the dialog is open for; null while it is closed. */
export const actRequest = request

/** Opens the act dialog; focus returns to where it was when it closes. Raid mode has a dialog of its own. */
export function openAct(wanted: ActRequest): void {
  if (wanted.kind === 'contain' || wanted.kind === 'release') openRaid(wanted.kind === 'release' ? 'end' : undefined)
  else setRequest({ ...wanted, opener: document.activeElement })
}
export const closeAct = (): void => void setRequest(null)
