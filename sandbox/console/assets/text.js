import { el } from './dom.js'
import { personOf, place } from './place.js'

const patterns = [
  [/^```(?:\w*\n)?([\s\S]+?)```/, (m) => el('pre', {}, m[1])],
  [/^`([^`\n]+)`/, (m) => el('code', {}, m[1])],
  [/^\*\*([\s\S]+?)\*\*/, (m) => el('strong', {}, ...text(m[1]))],
  [/^__([\s\S]+?)__/, (m) => el('u', {}, ...text(m[1]))],
  [/^~~([\s\S]+?)~~/, (m) => el('s', {}, ...text(m[1]))],
  [/^\*([^*\n]+)\*/, (m) => el('em', {}, ...text(m[1]))],
  [/^_([^_\n]+)_(?!\w)/, (m) => el('em', {}, ...text(m[1]))],
  [/^\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/, (m) => link(m[2], m[1])],
  [/^https?:\/\/[^\s<>]+/, (m) => link(m[0], m[0])],
  [/^<@!?(\d{17,20})>/, (m) => el('span', { class: 'mention' }, `@${personOf(m[1]).name}`)],
  [
    /^<#(\d{17,20})>/,
    (m) => el('span', { class: 'mention' }, `#${place.view?.channels.find((c) => c.id === m[1])?.name ?? m[1]}`),
  ],
  [
    /^<@&(\d{17,20})>/,
    (m) => el('span', { class: 'mention' }, `@${place.view?.roles.find((r) => r.id === m[1])?.name ?? m[1]}`),
  ],
  [/^<t:(-?\d{1,12})(?::([a-zA-Z]))?>/, (m) => time(Number(m[1]) * 1000, m[2] ?? 'f')],
  [/^\\([\\*_~`|<>#[\]()@:-])/, (m) => m[1]],
]

const link = (url, words) => el('a', { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }, words)

function time(at, style) {
  const date = new Date(at)
  const whole = date.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })
  return el(
    'time',
    { title: whole, datetime: Number.isNaN(date.getTime()) ? undefined : date.toISOString() },
    style === 'R' ? ago(at) : whole,
  )
}

function ago(at) {
  const units = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ]
  const [unit, ms] = units.find(([, size]) => Math.abs(at - Date.now()) >= size) ?? units[3]
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.round((at - Date.now()) / ms), unit)
}

/** Discord's markup as nodes; whatever is no markup stays text. */
export function text(source) {
  const nodes = []
  let plain = ''
  for (let rest = source; rest !== '';) {
    const found = patterns.map(([pattern, make]) => [rest.match(pattern), make]).find(([match]) => match)
    if (!found) {
      plain += rest[0]
      rest = rest.slice(1)
      continue
    }
    const [match, make] = found
    if (plain) nodes.push(plain)
    plain = ''
    nodes.push(make(match))
    rest = rest.slice(match[0].length)
  }
  if (plain) nodes.push(plain)
  return nodes
}

/** Whole lines: headings, quotes and small print. */
export function lines(source) {
  return source.split('\n').flatMap((line, index) => {
    const small = line.match(/^-# (.*)/)
    const heading = line.match(/^#{1,3} (.*)/)
    const quote = line.match(/^> (.*)/)
    if (small) return [el('small', { class: 'line' }, ...text(small[1]))]
    if (heading) return [el('strong', { class: 'line' }, ...text(heading[1]))]
    if (quote) return [el('blockquote', {}, ...text(quote[1]))]
    return index === 0 ? text(line) : ['\n', ...text(line)]
  })
}
