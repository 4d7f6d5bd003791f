/** Wardroom's mark: the signal flag for W. */
export function FlagMark(props: { class?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class={props.class ?? 'size-7'}>
      <rect width="24" height="24" rx="3" fill="#2f6fae" />
      <rect x="4.5" y="4.5" width="15" height="15" fill="#fff" />
      <rect x="8.75" y="8.75" width="6.5" height="6.5" fill="#c8352b" />
    </svg>
  )
}
