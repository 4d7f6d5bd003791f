import { splitProps, type JSX } from 'solid-js'
import { useField } from './field.tsx'

export function TextInput(props: JSX.InputHTMLAttributes<HTMLInputElement>) {
  const [own, rest] = splitProps(props, ['class'])
  return <input type="text" autocomplete="off" {...useField()} {...rest} class={`control ${own.class ?? ''}`} />
}
