import type { AuditLink, AuditRow } from './audit.ts'

/** What stands before the first row of a guild's audit log. */
export const chainStart: AuditLink = { seq: 0, hash: '0'.repeat(64) }

/** JSON with the keys of every object in order and nothing between, so that equal values have equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, one]) => one !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`
}

/** The hash of a row: SHA-256 over the canonical JSON of all of it but the hash itself, `prev` included; hexadecimal. */
export async function hashOfRow(row: Omit<AuditRow, 'hash'> & { hash?: string }): Promise<string> {
  const bytes = new TextEncoder().encode(canonicalJson({ ...row, hash: undefined }))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
