import * as z from 'zod'

const customId = z.string().min(1).max(100)
const Emoji = z.strictObject({
  id: z.string().nullish(),
  name: z.string().nullish(),
  animated: z.boolean().optional(),
})
const id = z.int().optional()

const Button = z
  .strictObject({
    type: z.literal(2),
    id,
    style: z.int().min(1).max(6),
    label: z.string().max(80).optional(),
    emoji: Emoji.optional(),
    custom_id: customId.optional(),
    url: z.string().max(512).optional(),
    sku_id: z.string().optional(),
    disabled: z.boolean().optional(),
  })
  .refine(({ style, custom_id, url }) => (style === 5 ? url && !custom_id : style === 6 || (custom_id && !url)), {
    message: 'A custom id and url cannot both be specified; link buttons need a url, the others a custom id',
    params: { code: 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED' },
  })

const select = {
  id,
  custom_id: customId,
  placeholder: z.string().max(150).optional(),
  min_values: z.int().min(0).max(25).optional(),
  max_values: z.int().min(1).max(25).optional(),
  disabled: z.boolean().optional(),
  required: z.boolean().optional(),
}
const Option = z.strictObject({
  label: z.string().min(1).max(100),
  value: z.string().min(1).max(100),
  description: z.string().max(100).optional(),
  emoji: Emoji.optional(),
  default: z.boolean().optional(),
})
const DefaultValues = z.array(z.strictObject({ id: z.string(), type: z.enum(['user', 'role', 'channel']) })).optional()
const StringSelect = z.strictObject({ type: z.literal(3), ...select, options: z.array(Option).min(1).max(25) })
const EntitySelect = z.strictObject({
  type: z.union([z.literal(5), z.literal(6), z.literal(7), z.literal(8)]),
  ...select,
  default_values: DefaultValues,
  channel_types: z.array(z.int()).optional(),
})
const TextInput = z.strictObject({
  type: z.literal(4),
  id,
  custom_id: customId,
  style: z.union([z.literal(1), z.literal(2)]),
  label: z.string().min(1).max(45).optional(),
  min_length: z.int().min(0).max(4000).optional(),
  max_length: z.int().min(1).max(4000).optional(),
  required: z.boolean().optional(),
  value: z.string().max(4000).optional(),
  placeholder: z.string().max(100).optional(),
})
const Control = z.union([StringSelect, EntitySelect, TextInput])

const ActionRow = z
  .strictObject({
    type: z.literal(1),
    id,
    components: z
      .array(z.union([Button, Control]))
      .min(1)
      .max(5),
  })
  .refine(({ components }) => components.length === 1 || components.every(({ type }) => type === 2), {
    message: 'A row holds buttons or one other component',
    params: { code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' },
  })

/** In modals: a label around one control. */
const Label = z.strictObject({
  type: z.literal(18),
  id,
  label: z.string().min(1).max(45),
  description: z.string().max(100).optional(),
  component: Control,
})

/** Version 2: text, sections, containers and media; looked at only as far as their type. */
const Layout = z.looseObject({ type: z.union([9, 10, 11, 12, 13, 14, 17].map((type) => z.literal(type))) })

export const Components = z.array(z.union([ActionRow, Label, Layout])).max(40)

/** All components, nested ones counted. */
export function countComponents(list: readonly object[]): number {
  return list.reduce((sum, component) => {
    const inner = 'components' in component && Array.isArray(component.components) ? component.components : []
    return sum + 1 + countComponents(inner as object[])
  }, 0)
}
