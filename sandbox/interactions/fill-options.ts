import type { Command, CommandOption } from '#sandbox/world/shapes.ts'
import { Refused } from './refused.ts'

export type OptionValue = string | number | boolean
export interface FilledOption {
  name: string
  type: number
  value?: OptionValue
  focused?: boolean
  options?: FilledOption[]
}

const OptionType = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  number: 10,
}
const NAMES_SOMETHING = new Set([OptionType.user, OptionType.channel, OptionType.role, 9])

/** Walks from "case view" to the subcommand's own options. */
export function findOptions(command: Command, path: readonly string[]): CommandOption[] {
  let options = command.options ?? []
  for (const name of path) {
    const next = options.find((option) => option.name === name && option.type <= OptionType.group)
    if (!next) throw new Refused(`/${command.name} has no subcommand ${name}`)
    options = next.options ?? []
  }
  if (options.some(({ type }) => type <= OptionType.group)) throw new Refused(`/${command.name} needs a subcommand`)
  return options
}

/**
 * Options as an interaction carries them, checked as Discord's client checks them: required ones, types, choices, bounds.
 * `focused` names the one being typed (autocomplete): it is not checked, and required ones may be missing.
 */
export function fillOptions(
  command: Command,
  path: readonly string[],
  given: Readonly<Record<string, OptionValue>>,
  focused?: string,
): FilledOption[] {
  const known = findOptions(command, path)
  for (const name of Object.keys(given))
    if (!known.some((option) => option.name === name)) throw new Refused(`/${command.name} has no option ${name}`)
  let filled: FilledOption[] = known.flatMap((option) => {
    const value = given[option.name]
    if (option.name === focused)
      return { name: option.name, type: option.type, value: String(value ?? ''), focused: true }
    if (value === undefined || value === '') {
      if (option.required && focused === undefined) throw new Refused(`${option.name}: this option is required`)
      return []
    }
    return { name: option.name, type: option.type, value: check(option, value) }
  })
  for (const [depth, name] of [...path.entries()].toReversed())
    filled = [{ name, type: path.length - depth === 1 ? OptionType.subcommand : OptionType.group, options: filled }]
  return filled
}

function check(option: CommandOption, value: OptionValue): OptionValue {
  const refuse = (why: string): never => {
    throw new Refused(`${option.name}: ${why}`)
  }
  if (option.choices && !option.choices.some((choice) => choice.value === value)) refuse('not one of the choices')
  if (option.type === OptionType.boolean) return typeof value === 'boolean' ? value : refuse('yes or no')
  if (option.type === OptionType.integer || option.type === OptionType.number) {
    if (typeof value !== 'number' || (option.type === OptionType.integer && !Number.isSafeInteger(value)))
      return refuse('not a number')
    if (value < (option.min_value ?? -Infinity)) refuse(`at least ${option.min_value}`)
    if (value > (option.max_value ?? Infinity)) refuse(`at most ${option.max_value}`)
    return value
  }
  if (typeof value !== 'string') return refuse('not a text')
  if (NAMES_SOMETHING.has(option.type)) return /^\d{17,20}$/.test(value) ? value : refuse('not an id')
  if (value.length < (option.min_length ?? 0)) refuse(`at least ${option.min_length} characters`)
  if (value.length > (option.max_length ?? 6000)) refuse(`at most ${option.max_length ?? 6000} characters`)
  return value
}
