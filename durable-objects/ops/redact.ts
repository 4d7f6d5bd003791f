import type { LogDetail } from '#schema/contract/ops.ts'

const secretName = /token|secret|password|authorization|cookie|signature|api_?key|nonce/i
/** Bot and bearer tokens, JWTs, webhook tokens, keys in hexadecimal: long runs without a space that are no ids. */
const secretText =
  /\b(?:Bot|Bearer)\s+\S+|eyJ[\w-]+\.[\w-]+\.[\w-]*|\b[A-Za-z0-9_-]{23,28}\.[\w-]{6}\.[\w-]{27,}|\b[0-9a-f]{32,}\b|[\w-]{60,}/g
const REDACTED = '[redacted]'
const LONGEST = 1_000

/** A text without what looks like a secret. */
export const redactText = (text: string): string => text.replace(secretText, REDACTED).slice(0, LONGEST)

/** Facts without what is named or looks like a secret. */
export const redact = (detail: LogDetail): LogDetail =>
  Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      secretName.test(name) ? REDACTED : typeof value === 'string' ? redactText(value) : value,
    ]),
  )
