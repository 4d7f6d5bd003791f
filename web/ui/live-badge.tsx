const looks = {
  live: { word: 'Live', dot: 'bg-ok pulse', text: 'text-ok' },
  connecting: { word: 'Connecting', dot: 'bg-info', text: 'text-info' },
  stale: { word: 'Reconnecting', dot: 'bg-warn', text: 'text-warn' },
  offline: { word: 'Offline', dot: 'bg-danger', text: 'text-danger' },
  denied: { word: 'No access', dot: 'bg-danger', text: 'text-danger' },
  paused: { word: 'Paused', dot: 'bg-ink-3', text: 'text-ink-2' },
}

/** Whether what is on screen keeps itself up to date. */
export function LiveBadge(props: { state: keyof typeof looks; title?: string }) {
  const look = () => looks[props.state]
  return (
    <span
      class={`inline-flex items-center gap-2 text-sm font-semibold whitespace-nowrap ${look().text}`}
      title={props.title}
    >
      <span class={`relative size-2 flex-none rounded-full ${look().dot}`} aria-hidden="true" />
      {look().word}
    </span>
  )
}
