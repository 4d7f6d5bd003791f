import * as z from 'zod'

const SLASH_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u
const custom = (code: string, message: string) => ({ message, params: { code } })
const nameRule = custom('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid')
const Localizations = z.record(z.string(), z.string()).nullish()

const SlashName = z.string().refine((name) => SLASH_NAME.test(name) && name === name.toLowerCase(), nameRule)
const Description = z.string().min(1).max(100)

const Choice = z.strictObject({
  name: z.string().min(1).max(100),
  name_localizations: Localizations,
  value: z.union([z.string().max(100), z.number()]),
})

const described = {
  name: SlashName,
  description: Description,
  name_localizations: Localizations,
  description_localizations: Localizations,
}

const Value = z
  .strictObject({
    ...described,
    type: z.int().min(3).max(11),
    required: z.boolean().optional(),
    choices: z.array(Choice).max(25).optional(),
    autocomplete: z.boolean().optional(),
    channel_types: z.array(z.int()).optional(),
    min_value: z.number().optional(),
    max_value: z.number().optional(),
    min_length: z.int().min(0).max(6000).optional(),
    max_length: z.int().min(1).max(6000).optional(),
  })
  .refine(
    ({ autocomplete, choices }) => !(autocomplete && choices?.length),
    custom('APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE', 'Choices and autocomplete exclude each other'),
  )
  .refine(
    ({ autocomplete, type }) => !autocomplete || [3, 4, 10].includes(type),
    custom('APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE', 'Only text and numbers can autocomplete'),
  )

const Values = list(z.array(Value))
const SubCommand = z.strictObject({ ...described, type: z.literal(1), options: Values.optional() })
const Group = z.strictObject({ ...described, type: z.literal(2), options: list(z.array(SubCommand)).optional() })

/** At most 25, names once each, required before optional. */
function list<T extends { name: string }>(options: z.ZodType<T[]>): z.ZodType<T[]> {
  return options
    .refine(({ length }) => length <= 25, custom('BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.'))
    .refine(
      (all) => new Set(all.map(({ name }) => name)).size === all.length,
      custom('APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option names must be unique'),
    )
    .refine(
      (all) => {
        const needed = all.map((option) => 'required' in option && option.required === true)
        return needed.lastIndexOf(true) < (needed.includes(false) ? needed.indexOf(false) : needed.length)
      },
      custom(
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      ),
    )
}

const settings = {
  id: z.string().optional(),
  name_localizations: Localizations,
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().optional(),
  contexts: z.array(z.int().min(0).max(2)).nullish(),
  integration_types: z.array(z.int().min(0).max(1)).optional(),
}

const Slash = z.strictObject({
  ...settings,
  ...described,
  type: z.literal(1).optional(),
  options: list(z.array(z.union([Value, SubCommand, Group]))).optional(),
})
const Menu = z.strictObject({
  ...settings,
  type: z.union([z.literal(2), z.literal(3)]),
  name: z
    .string()
    .min(1)
    .max(32)
    .refine((name) => name === name.trim(), nameRule),
  description: z.literal('').optional(),
})

interface Sized {
  name?: unknown
  description?: unknown
  value?: unknown
  options?: unknown
  choices?: unknown
}

/** The text that counts towards a command's 8000 characters. */
function sizeOf({ name, description, value, options, choices }: Sized): number {
  const own = [name, description, value].reduce<number>(
    (sum, text) => sum + (typeof text === 'string' ? text.length : 0),
    0,
  )
  const inner = [options, choices].flatMap((all) => (Array.isArray(all) ? (all as Sized[]) : []))
  return inner.reduce((sum, item) => sum + sizeOf(item), own)
}

interface AnyCommand {
  type?: number
  name: string
  description?: string
  options?: object[]
  contexts?: number[] | null
  id?: string
}

/** POST of one command. */
export const NewCommand: z.ZodType<AnyCommand> = z
  .union([Menu, Slash])
  .refine(
    (command) => sizeOf(command) <= 8000,
    custom('APPLICATION_COMMAND_TOO_LARGE', 'Command exceeds maximum size (8000)'),
  )

const most: Record<number, number> = { 1: 100, 2: 15, 3: 15 }

/** PUT of all commands of a scope. */
export const Commands = z.array(NewCommand).superRefine((commands, ctx) => {
  for (const [type, max] of Object.entries(most)) {
    const names = commands.filter((command) => (command.type ?? 1) === Number(type)).map(({ name }) => name)
    if (names.length > max)
      ctx.addIssue({
        code: 'custom',
        ...custom('APPLICATION_COMMANDS_MAX', `At most ${max} commands of type ${type}.`),
      })
    if (new Set(names).size < names.length)
      ctx.addIssue({
        code: 'custom',
        ...custom('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique'),
      })
  }
})
