/** Where copies of attached files lie; null where no storage is bound, which is as it comes. */
export const evidenceBucket = (env: Env): R2Bucket | null => (env as Env & { EVIDENCE?: R2Bucket }).EVIDENCE ?? null

/** A file by what is in it, apart for each guild: the same file kept twice is one object. */
export const fileKey = (guildId: string, { hash }: { hash: string }): string => `evidence/${guildId}/${hash}`
