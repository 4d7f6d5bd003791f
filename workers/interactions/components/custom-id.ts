import * as z from 'zod/mini'
import { Snowflake } from '#schema/contract/ids.ts'

/** What buttons and forms carry: visible to the client, so never more than where to look. Below 100 characters. */
const CustomId = z.union([
  /** a page of the case list, of everyone or of one person, below a case number (0: from the newest) */
  z.pipe(
    z.string().check(z.regex(/^cases:(\d+|all):\d{1,9}$/)),
    z.transform((text) => {
      const [, target = '', before = '0'] = text.split(':')
      return {
        name: 'cases' as const,
        targetId: target === 'all' ? undefined : target,
        before: Number(before) || undefined,
      }
    }),
  ),
  /** the form of the "Timeout…" menu */
  z.pipe(
    z.string().check(z.regex(/^timeout:\d+$/)),
    z.transform((text) => ({ name: 'timeout' as const, targetId: text.split(':')[1] ?? '' })),
  ),
  /** the form of a report; what it is about is kept under this id */
  z.pipe(
    z.string().check(z.regex(/^report:\d+$/)),
    z.transform((text) => ({ name: 'report' as const, draftId: text.split(':')[1] ?? '', targetId: undefined })),
  ),
])
export type CustomId = z.infer<typeof CustomId>

/** Null for what is not ours or of an older version. */
export function parseCustomId(text: string): CustomId | null {
  const parsed = CustomId.safeParse(text)
  if (!parsed.success) return null
  const { targetId } = parsed.data
  return targetId === undefined || Snowflake.safeParse(targetId).success ? parsed.data : null
}

export const casesPageId = (targetId: string | undefined, before: number | undefined): string =>
  `cases:${targetId ?? 'all'}:${before ?? 0}`
export const reportFormId = (draftId: string): string => `report:${draftId}`
export const timeoutFormId = (targetId: string): string => `timeout:${targetId}`
