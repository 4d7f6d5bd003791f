import { For, type JSX } from 'solid-js'

/** The part of Discord's Markdown that people use most, as text nodes: bold, italics, underline, strike, code, links, headings, lists, quotes. */
export function Markdown(props: { text: string; inline?: boolean; class?: string }) {
  return (
    <span class={`${props.inline ? '' : 'block'} wrap-anywhere ${props.class ?? ''}`}>
      <For each={props.inline ? [props.text] : props.text.split('\n')}>{(line) => lineOf(line, props.inline)}</For>
    </span>
  )
}

function lineOf(line: string, inline: boolean | undefined): JSX.Element {
  if (inline) return spans(line)
  const heading = /^(#{1,3}) (.+)/.exec(line)
  if (heading) {
    const size = ['text-xl', 'text-lg', 'text-md'][(heading[1]?.length ?? 1) - 1]
    return <span class={`mt-1 block font-bold ${size}`}>{spans(heading[2] ?? '')}</span>
  }
  const item = /^\s*[-*] (.+)/.exec(line)
  if (item)
    return <span class="block pl-4 before:-ml-3 before:mr-1.5 before:content-['•']">{spans(item[1] ?? '')}</span>
  const quote = /^> (.+)/.exec(line)
  if (quote) return <span class="block border-l-4 border-current/30 pl-2">{spans(quote[1] ?? '')}</span>
  const small = /^-# (.+)/.exec(line)
  if (small) return <span class="block text-xs opacity-75">{spans(small[1] ?? '')}</span>
  return <span class="block min-h-[1.25em]">{spans(line)}</span>
}

const marks: readonly (readonly [RegExp, (inner: string) => JSX.Element])[] = [
  [/`([^`]+)`/, (inner) => <code class="rounded bg-current/10 px-1 font-mono text-[0.9em]">{inner}</code>],
  [/\*\*(.+?)\*\*/, (inner) => <strong>{spans(inner)}</strong>],
  [/__(.+?)__/, (inner) => <u>{spans(inner)}</u>],
  [/~~(.+?)~~/, (inner) => <s>{spans(inner)}</s>],
  [/\*([^*\s][^*]*)\*/, (inner) => <em>{spans(inner)}</em>],
  [/_([^_\s][^_]*)_/, (inner) => <em>{spans(inner)}</em>],
  [/\[([^\]]+)\]\(https?:\/\/[^\s)]+\)/, (inner) => <span class="text-[#00a8fc]">{inner}</span>],
  [/(https?:\/\/\S+)/, (inner) => <span class="text-[#00a8fc]">{inner}</span>],
]

/** The first mark in a text, what stands before it, and the rest after it. */
function spans(text: string): JSX.Element {
  let first: { at: number; whole: string; made: JSX.Element } | null = null
  for (const [pattern, make] of marks) {
    const found = pattern.exec(text)
    if (found && (first === null || found.index < first.at))
      first = { at: found.index, whole: found[0], made: make(found[1] ?? '') }
  }
  if (first === null) return text
  return (
    <>
      {text.slice(0, first.at)}
      {first.made}
      {spans(text.slice(first.at + first.whole.length))}
    </>
  )
}
