/** Discord's JSON error codes as the sandbox uses them: HTTP status and message. */
const known = {
  0: [401, '401: Unauthorized'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10009: [404, 'Unknown Permission Overwrite'],
  10011: [404, 'Unknown Role'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10026: [404, 'Unknown Ban'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  20001: [403, 'Bots cannot use this endpoint'],
  30005: [400, 'Maximum number of guild roles reached (250)'],
  30034: [400, 'Max number of daily application command creates has been reached (200)'],
  30035: [400, 'Maximum number of bans for non-guild members has been exceeded'],
  30037: [400, 'Maximum number of bans fetches has been reached'],
  40001: [401, 'Unauthorized'],
  40032: [400, 'Target user is not connected to voice.'],
  40033: [400, 'This message has already been crossposted.'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40333: [403, 'internal network error'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50016: [
    400,
    'Provided too few or too many messages to delete. Must provide at least 2 and at most 100 messages to delete',
  ],
  50024: [400, 'Cannot execute action on this channel type'],
  50025: [401, 'Invalid OAuth2 access token provided'],
  50027: [401, 'Invalid Webhook Token'],
  50028: [400, 'Invalid role'],
  50033: [400, 'Invalid Recipient(s)'],
  50034: [400, 'You can only bulk delete messages that are under 14 days old.'],
  50035: [400, 'Invalid Form Body'],
  50041: [400, 'Invalid API version'],
  50109: [400, 'The request body contains invalid JSON.'],
  50278: [403, 'Cannot send messages to this user due to having no mutual guilds'],
  60003: [403, 'Two factor is required for this operation'],
  500000: [400, 'Failed to ban users'],
} as const satisfies Record<number, readonly [number, string]>
export type Code = keyof typeof known

/** The nested errors of 50035. */
export type FieldErrors = { [field: string]: FieldErrors } | { _errors: { code: string; message: string }[] }

/** An answer that is no success. Thrown by routes, written by the API as Discord writes it. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  readonly errors: FieldErrors | undefined

  constructor(status: number, code: number, message: string, errors?: FieldErrors) {
    super(message)
    this.status = status
    this.code = code
    this.errors = errors
  }

  body(): object {
    return { message: this.message, code: this.code, ...(this.errors ? { errors: this.errors } : {}) }
  }
}

/** A request Discord's documentation does not allow: refused, and remembered as a violation. */
export class Misuse extends Refusal {}

export function refuse(code: Code): never {
  const [status, message] = known[code]
  throw new Refusal(status, code, message)
}

/** 50035 with one field at fault. */
export function refuseField(path: readonly PropertyKey[], code: string, message: string): never {
  throw new Misuse(400, 50035, known[50035][1], nest(path, { _errors: [{ code, message }] }))
}

export function misuse(code: Code, errors?: FieldErrors): never {
  const [status, message] = known[code]
  throw new Misuse(status, code, message, errors)
}

export const nest = (path: readonly PropertyKey[], leaf: FieldErrors): FieldErrors =>
  path.toReversed().reduce<FieldErrors>((inner, key) => ({ [String(key)]: inner }), leaf)
