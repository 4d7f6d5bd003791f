import { splitProps, type JSX } from 'solid-js'

/** A link that looks like a button; `external` opens a new tab without telling where from. */
export function LinkButton(
  props: JSX.AnchorHTMLAttributes<HTMLAnchorElement> & {
    variant?: 'primary' | 'secondary' | 'ghost'
    size?: 'sm' | 'md'
    external?: boolean
  },
) {
  const [own, rest] = splitProps(props, ['variant', 'size', 'external', 'class'])
  return (
    <a
      {...rest}
      class={`button ${own.class ?? ''}`}
      data-variant={own.variant ?? 'secondary'}
      data-size={own.size ?? 'md'}
      target={own.external ? '_blank' : rest.target}
      rel={own.external ? 'noopener noreferrer' : rest.rel}
    />
  )
}
