import { expect, test } from 'vitest'
import { commands } from '#workers/interactions/commands/index.ts'

interface Option {
  type: number
  name: string
  description: string
  required?: boolean
  autocomplete?: boolean
  choices?: { name: string; value: string | number }[]
  options?: Option[]
  max_length?: number
}
interface Definition {
  name: string
  type?: number
  description?: string
  options?: Option[]
  contexts?: number[]
  integration_types?: number[]
  default_member_permissions?: string
}
const definitions = commands.map((command) => JSON.parse(JSON.stringify(command.definition)) as Definition)
const slash = definitions.filter((d) => (d.type ?? 1) === 1)
const every = (options: Option[] = []): Option[] => options.flatMap((o) => [o, ...every(o.options)])

test('names and descriptions keep to what Discord takes', () => {
  const name = /^[-_'\p{L}\p{N}]{1,32}$/u
  for (const { name: own, description = '', options } of slash) {
    expect(own).toMatch(name)
    expect(own).toBe(own.toLowerCase())
    expect(description.length).toBeGreaterThan(0)
    expect(description.length, own).toBeLessThanOrEqual(100)
    for (const option of every(options)) {
      expect(option.name).toMatch(name)
      expect(option.description.length).toBeGreaterThan(0)
      expect(option.description.length, `${own} ${option.name}`).toBeLessThanOrEqual(100)
    }
  }
  for (const d of definitions.filter((one) => one.type === 2 || one.type === 3)) {
    expect(d.name.length).toBeLessThanOrEqual(32)
    expect(d.description).toBeUndefined()
  }
})

test('options are few, unique, required ones first, and choices exclude autocomplete', () => {
  const check = (options: Option[] = []): void => {
    expect(options.length).toBeLessThanOrEqual(25)
    expect(new Set(options.map((o) => o.name)).size).toBe(options.length)
    const needed = options.map((o) => o.required === true)
    expect(needed).toEqual(needed.toSorted((a, b) => Number(b) - Number(a)))
    for (const option of options) {
      expect(option.choices?.length ?? 0).toBeLessThanOrEqual(25)
      expect(Boolean(option.choices && option.autocomplete)).toBe(false)
      check(option.options)
    }
  }
  for (const { options } of slash) check(options)
})

test('each is unique, of servers only, and within the limits of an application', () => {
  expect(new Set(definitions.map((d) => `${d.type ?? 1} ${d.name}`)).size).toBe(definitions.length)
  expect(slash.length).toBeLessThanOrEqual(100)
  for (const d of definitions) {
    expect(d.contexts).toEqual([0])
    expect(d.integration_types).toEqual([0])
    const words = [d.name, d.description, ...every(d.options).flatMap((o) => [o.name, o.description])]
    expect(words.join('').length).toBeLessThanOrEqual(8000)
  }
})

test('anyone may report, by a command, from a person and from a message', () => {
  const reporting = commands.filter((command) => 'report' in command).map(({ definition }) => definition)
  expect(reporting.map((d) => [d.type ?? 1, d.name])).toEqual([
    [1, 'report'],
    [3, 'Report message'],
    [2, 'Report user'],
  ])
  for (const d of reporting) expect(d.default_member_permissions).toBeUndefined()
})

test('whatever acts asks for a permission by default', () => {
  for (const command of commands) {
    const acts = 'draft' in command || (command.definition.type === 2 && !('report' in command))
    if (acts) expect(Number(command.definition.default_member_permissions)).toBeGreaterThan(0)
  }
})
