import { splitProps } from 'solid-js'
import { Button, type ButtonProps } from './button.tsx'

/** A button that is only an icon; `label` is its name. */
export function IconButton(props: Omit<ButtonProps, 'aria-label' | 'title'> & { label: string }) {
  const [own, rest] = splitProps(props, ['label'])
  return (
    <Button {...rest} variant={rest.variant ?? 'ghost'} data-icon="" aria-label={own.label} title={own.label}>
      {rest.children}
    </Button>
  )
}
