import type { Modal } from './answer.ts'
import { Refused } from './refused.ts'

type Field = Extract<Modal['components'][number], { type: 18 }>['component']

/** A filled-in form as it is submitted: labels keep one component, action rows a list. */
export function fillModal(modal: Modal, values: Readonly<Record<string, string>>): object {
  const components = modal.components.map((row) => {
    if (row.type === 18) return { type: 18, component: fill(row.component, values, row.label) }
    const [field] = row.components
    return { type: 1, components: [fill(field, values, field.label)] }
  })
  return { custom_id: modal.custom_id, components }
}

function fill(field: Field, values: Readonly<Record<string, string>>, label: string): object {
  const value = values[field.custom_id] ?? (field.type === 4 ? (field.value ?? '') : '')
  if (value === '' && field.required !== false) throw new Refused(`${label}: this field is required`)
  const { type, custom_id } = field
  if (type === 3) {
    if (value !== '' && !field.options.some((option) => option.value === value))
      throw new Refused(`${label}: no such option`)
    return { type, custom_id, values: value === '' ? [] : [value] }
  }
  if (value.length > (field.max_length ?? 4000))
    throw new Refused(`${label}: at most ${field.max_length ?? 4000} characters`)
  if (value !== '' && value.length < (field.min_length ?? 0))
    throw new Refused(`${label}: at least ${field.min_length} characters`)
  return { type, custom_id, value }
}
