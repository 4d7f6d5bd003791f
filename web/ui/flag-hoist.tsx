/** The name spelled in signal flags, left to right: W A R D R O O M. A decoration. */
export function FlagHoist(props: { class?: string }) {
  return (
    <svg viewBox="0 0 304 32" preserveAspectRatio="xMinYMid" aria-hidden="true" class={props.class}>
      <g fill="#2f6fae">
        <path d="M0 0h32v32H0z" />
        <path fill="#fff" d="M6 6h20v20H6z" />
        <path fill="#c8352b" d="M11.5 11.5h9v9h-9z" />
      </g>
      <g transform="translate(38.8)">
        <path fill="#fff" d="M0 0h14v32H0z" />
        <path fill="#2f6fae" d="M14 0h18l-8 16 8 16H14z" />
      </g>
      <R at={77.6} />
      <g transform="translate(116.4)" fill="#e8bf4b">
        <path d="M0 0h32v32H0z" />
        <path fill="#2f6fae" d="M0 8h32v16H0z" />
      </g>
      <R at={155.2} />
      <O at={194} />
      <O at={232.8} />
      <g transform="translate(271.6)">
        <path fill="#2f6fae" d="M0 0h32v32H0z" />
        <path fill="#fff" d="M0 0h4l12 12L28 0h4v4L20 16l12 12v4h-4L16 20 4 32H0v-4l12-12L0 4z" />
      </g>
    </svg>
  )
}

const R = (props: { at: number }) => (
  <g transform={`translate(${props.at})`}>
    <path fill="#c8352b" d="M0 0h32v32H0z" />
    <path fill="#e8bf4b" d="M12.5 0h7v32h-7zM0 12.5h32v7H0z" />
  </g>
)
const O = (props: { at: number }) => (
  <g transform={`translate(${props.at})`}>
    <path fill="#c8352b" d="M0 0h32v32z" />
    <path fill="#e8bf4b" d="M0 0v32h32z" />
  </g>
)
