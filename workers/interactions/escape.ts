/** Text by strangers for a Discord message: shown as written, with no markup, mention or link in it, and no direction tricks. */
export function escapeText(text: string): string {
  return text
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\\*_~`|<>[\]()#@:]/g, '\\$&')
    .replace(/^(\s*)([-+]|\d+\.)(?=\s)/gm, '$1\\$2')
}

/** At most `max` characters, never half of one; what was cut shows as …. On one line. */
export function clipLine(text: string, max: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= max) return line
  const cut = line.slice(0, max - 1)
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`
}
