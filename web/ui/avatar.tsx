import { createEffect, createSignal, on, Show } from 'solid-js'

const tints = [
  'bg-info-soft text-info',
  'bg-ok-soft text-ok',
  'bg-warn-soft text-warn',
  'bg-danger-soft text-danger',
  'bg-violet-soft text-violet',
  'bg-accent-soft text-accent',
]
const sizes = {
  20: 'size-5 text-[9px]',
  24: 'size-6 text-[10px]',
  32: 'size-8 text-xs',
  40: 'size-10 text-sm',
  48: 'size-12 text-base',
  64: 'size-16 text-xl',
}

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const first = (word: string | undefined) => (word ? (Array.from(word)[0] ?? '') : '')
  return (first(words[0]) + first(words[1])).toUpperCase() || '?'
}
const tintOf = (name: string): string => {
  let sum = 0
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973
  return tints[sum % tints.length]!
}

/** A face or an emblem in a fixed box; initials where there is no picture or it does not load. Decorative: put the name beside it. */
export function Avatar(props: {
  name: string
  src?: string | null | undefined
  size?: keyof typeof sizes
  shape?: 'round' | 'square'
}) {
  const [broken, setBroken] = createSignal(false)
  createEffect(
    on(
      () => props.src,
      () => setBroken(false),
      { defer: true },
    ),
  )
  return (
    <span
      aria-hidden="true"
      class={`inline-grid flex-none place-items-center font-semibold select-none ${sizes[props.size ?? 32]} ${
        props.shape === 'square' ? 'rounded-lg' : 'rounded-full'
      } ${tintOf(props.name)}`}
    >
      {/* keyed: nobody's face is shown beside another name until the right one is loaded */}
      <Show keyed when={!broken() && props.src} fallback={initials(props.name)}>
        {(src) => (
          <img
            src={src}
            alt=""
            loading="lazy"
            decoding="async"
            width={props.size ?? 32}
            height={props.size ?? 32}
            class="size-full rounded-[inherit] object-cover"
            onError={() => setBroken(true)}
          />
        )}
      </Show>
    </span>
  )
}
