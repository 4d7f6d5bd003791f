import { splitProps, type JSX } from 'solid-js'
import { useField } from './field.tsx'

export function TextArea(props: JSX.TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const [own, rest] = splitProps(props, ['class'])
  return <textarea {...useField()} {...rest} class={`control ${own.class ?? ''}`} />
}
