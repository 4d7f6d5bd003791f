import { untouched, type Case } from '#schema/contract/case.ts'
import type { ImportRecord } from '#schema/contract/import.ts'

/**
 * A record from elsewhere as a case of ours. It was made here now, and says so: when it happened there stands beside it, as
 * numbers rise with time. It was never performed here: no signature, no deed, nothing that will end.
 */
export function importedCase(
  record: ImportRecord,
  { guildId, importId, number, now }: { guildId: string; importId: string; number: number; now: number },
): Case {
  const { line, kind, target, channel, moderator, reason, at } = record
  return {
    guildId,
    number,
    actionId: `import-${importId}-${line}`,
    kind,
    status: 'done',
    source: 'import',
    moderator,
    target,
    channelId: channel?.id ?? null,
    channelName: channel?.name ?? null,
    reason,
    deed: null,
    createdAt: now,
    endsAt: null,
    endedAt: null,
    endError: null,
    about: null,
    dm: null,
    log: null,
    failure: null,
    confirmation: null,
    signature: null,
    result: {
      ...(at === null ? {} : { happenedAt: new Date(at).toISOString() }),
      ...(record.number === null ? {} : { originalNumber: record.number }),
    },
    ...untouched,
    importId,
  }
}

/** When what a case tells of happened, UTC ms. */
const happenedAt = (c: Case): number =>
  typeof c.result?.happenedAt === 'string' ? Date.parse(c.result.happenedAt) : c.createdAt

/** Whether a case is the same thing as a record: done to the same, within the same second, or for the same reason where no time is told. */
export function isSame(record: ImportRecord, c: Case): boolean {
  if (c.kind !== record.kind || c.target?.id !== record.target?.id || c.channelId !== (record.channel?.id ?? null))
    return false
  return record.at === null ? c.reason === record.reason : Math.abs(happenedAt(c) - record.at) < 1_000
}
