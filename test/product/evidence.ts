import { expect } from 'vitest'
import type { Case } from '#schema/contract/case.ts'
import type { Message } from '#sandbox/world/shapes.ts'
import { application } from '#sandbox/application.ts'
import type { Stage } from './stage.ts'

/** How often Discord itself shows one case: asked of the sandbox, never of Wardroom. */
export interface Evidence {
  /** entries of the bot in the audit log, by their action type */
  entries: number[]
  dms: number
  logs: number
}

const embedText = (
  message: Message,
  read: (embed: { title?: string; footer?: { text?: string } }) => unknown,
): string => message.embeds.map((embed) => String(read(embed) ?? '')).join()

/** Everything the bot did in Discord for this case. */
export function evidenceOf({ sandbox: { world } }: Stage, { guildId, number, target }: Case): Evidence {
  const guild = world.mustGuild(guildId)
  const ours = guild.audit.filter(({ user_id }) => user_id === application.id)
  const logged = new RegExp(`· case ${number}(?: ·|$)`)
  return {
    entries: ours.filter(({ reason }) => reason?.startsWith(`[#${number}] `)).map((entry) => entry.action_type),
    dms: target
      ? world.directMessages(target.id).filter((m) => embedText(m, (e) => e.footer?.text) === `Case ${number}`).length
      : 0,
    logs: [...guild.channels.keys()]
      .flatMap((channelId) => world.messages(channelId))
      .filter((m) => logged.test(embedText(m, (e) => e.title))).length,
  }
}

/** Case numbers count up from 1 without gaps or doubles, and no action is in two of them. */
export function expectWholeRecord(cases: readonly Case[]): void {
  const numbers = cases.map(({ number }) => number).sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, i) => i + 1))
  expect(new Set(cases.map(({ actionId }) => actionId)).size).toBe(cases.length)
}

/** Nothing was asked of Discord that Discord does not allow. */
export const expectNoViolations = ({ sandbox }: Stage): void => expect(sandbox.violations.list).toEqual([])
