import * as z from 'zod/mini'
import { DAY, MAX_DELETE_SECONDS, MAX_TEMPORARY_BAN, MAX_TIMEOUT, MINUTE } from './kinds.ts'
import { writtenInLine } from './written.ts'

const name = z.string().check(writtenInLine(), z.minLength(1), z.maxLength(40))
const days = z.int().check(z.minimum(1), z.maximum(3_650))
const points = z.int().check(z.minimum(0), z.maximum(100))
const atLeast = z.int().check(z.minimum(1), z.maximum(1_000))
const deleteSeconds = z._default(z.int().check(z.minimum(0), z.maximum(MAX_DELETE_SECONDS)), 0)
const duration = (max: number) =>
  z.int().check(z.minimum(MINUTE, 'shorter than a minute'), z.maximum(max, `longer than ${max / DAY} days`))

/** What a step of the ladder does; its reason is made of the warning's. Durations ms. */
export const LadderDeed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('timeout'), duration: duration(MAX_TIMEOUT) }),
  z.object({ kind: z.literal('kick') }),
  z.object({ kind: z.literal('softban'), deleteSeconds }),
  z.object({ kind: z.literal('tempban'), deleteSeconds, duration: duration(MAX_TEMPORARY_BAN) }),
  z.object({ kind: z.literal('ban'), deleteSeconds }),
])
export type LadderDeed = z.infer<typeof LadderDeed>

/** Reached when the warnings of the last `withinDays` (null: all) weigh so much, or are so many. */
export const LadderStep = z.object({
  when: z.union([z.object({ points: atLeast }), z.object({ count: atLeast })]),
  withinDays: z.nullable(days),
  deed: LadderDeed,
})
export type LadderStep = z.infer<typeof LadderStep>

/** What warnings weigh, for how long, and what they lead to. */
export const Warnings = z
  .object({
    severities: z
      .array(
        z.object({
          name,
          points,
          /** null: it weighs for good */
          expireDays: z.nullable(days),
        }),
      )
      .check(z.minLength(1), z.maxLength(10)),
    /** the severity of a warning for which none was chosen */
    usual: name,
    /** each warning loses so many points for every so many days that it is old; null: none */
    decay: z.nullable(z.object({ points: atLeast, everyDays: days })),
    /** the mildest step first; of all that a warning newly reaches only the last is taken */
    ladder: z.array(LadderStep).check(z.maxLength(10)),
  })
  .check(
    z.refine(({ severities }) => new Set(severities.map((one) => one.name)).size === severities.length, {
      error: 'two severities have the same name',
      path: ['severities'],
    }),
    z.refine(({ severities, usual }) => severities.some((one) => one.name === usual), {
      error: 'is none of the severities',
      path: ['usual'],
    }),
  )
export type Warnings = z.infer<typeof Warnings>

export const defaultWarnings: Warnings = {
  severities: [
    { name: 'Minor', points: 1, expireDays: 90 },
    { name: 'Normal', points: 2, expireDays: 180 },
    { name: 'Severe', points: 4, expireDays: 365 },
  ],
  usual: 'Normal',
  decay: null,
  ladder: [],
}
