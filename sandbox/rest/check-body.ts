import type { ZodType } from 'zod'
import type { $ZodIssue } from 'zod/v4/core'
import { misuse, nest, type FieldErrors } from './refuse.ts'

/** The parsed body, or Discord's 50035 with every field at fault. */
export function checkBody<B>(schema: ZodType<B>, body: unknown): B {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const errors = {}
  for (const issue of parsed.error.issues.flatMap(unfold))
    for (const [path, error] of described(issue, body)) merge(errors, nest(path, { _errors: [error] }))
  return misuse(50035, errors)
}

/** A union's faults are those of the variant meant: the one whose `type` fits, else the one with the fewest. */
function unfold(issue: $ZodIssue): $ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const variants = issue.errors.toSorted((a, b) => a.length - b.length)
  const meant = variants.find((faults) => faults.every(({ path }) => path[0] !== 'type')) ?? variants[0] ?? []
  return meant.flatMap((fault) => unfold({ ...fault, path: [...issue.path, ...fault.path] }))
}

type Described = [path: PropertyKey[], error: { code: string; message: string }]

function described(issue: $ZodIssue, body: unknown): Described[] {
  const at = (code: string, message: string): Described[] => [[issue.path, { code, message }]]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => [
        [...issue.path, key],
        { code: 'UNKNOWN_FIELD', message: 'This call has no such field.' },
      ])
    case 'invalid_type':
      if (valueAt(body, issue.path) === undefined) return at('BASE_TYPE_REQUIRED', 'This field is required')
      return at(wrongType[issue.expected] ?? 'BASE_TYPE_CONVERT', `Could not be read as ${issue.expected}.`)
    case 'too_big':
      if (issue.origin === 'string' || issue.origin === 'array')
        return at('BASE_TYPE_MAX_LENGTH', `Must be ${issue.maximum} or fewer in length.`)
      return at('NUMBER_TYPE_MAX', `int value should be less than or equal to ${issue.maximum}.`)
    case 'too_small':
      if (issue.origin === 'string' || issue.origin === 'array')
        return at('BASE_TYPE_MIN_LENGTH', `Must be ${issue.minimum} or more in length.`)
      return at('NUMBER_TYPE_MIN', `int value should be greater than or equal to ${issue.minimum}.`)
    case 'invalid_value':
      return at('BASE_TYPE_CHOICES', `Value must be one of {${issue.values.map(String).join(', ')}}.`)
    case 'custom':
      return at(typeof issue.params?.code === 'string' ? issue.params.code : 'BASE_TYPE_INVALID', issue.message)
    default:
      return at('BASE_TYPE_INVALID', issue.message)
  }
}

const wrongType: Record<string, string> = {
  string: 'STRING_TYPE_CONVERT',
  number: 'NUMBER_TYPE_COERCE',
  int: 'NUMBER_TYPE_COERCE',
  boolean: 'BOOLEAN_TYPE_CONVERT',
  array: 'LIST_TYPE_CONVERT',
  object: 'MODEL_TYPE_CONVERT',
}

const isObject = (value: unknown): value is Record<PropertyKey, unknown> => typeof value === 'object' && value !== null

const valueAt = (body: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), body)

function merge(into: Record<string, unknown>, from: FieldErrors): void {
  for (const [key, value] of Object.entries(from)) {
    const there = into[key]
    if (Array.isArray(there) && Array.isArray(value)) there.push(...value)
    else if (isObject(there) && !Array.isArray(there)) merge(there, value)
    else into[key] = value
  }
}
