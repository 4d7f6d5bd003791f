/** A small number that is always the same for the same text. */
const numberOf = (text: string): number => [...text].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) >>> 0, 7)

const svg = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="128" height="128">${inside}</svg>`

/** A picture of its own for a hash: a sky, a sun, two hills. */
export function drawAvatar(hash: string): string {
  const n = numberOf(hash)
  const hue = n % 360
  const x = 14 + ((n >>> 9) % 36)
  const y = 12 + ((n >>> 15) % 16)
  const r = 7 + ((n >>> 20) % 6)
  const lift = (n >>> 5) % 14
  return svg(
    `<rect width="64" height="64" fill="hsl(${hue} 52% 62%)"/>` +
      `<circle cx="${x}" cy="${y}" r="${r}" fill="hsl(${(hue + 48) % 360} 85% 82%)"/>` +
      `<path d="M0 ${46 - lift}Q20 ${24 + lift} 40 ${44 - lift / 2}T64 38V64H0Z" fill="hsl(${(hue + 18) % 360} 42% 42%)"/>` +
      `<path d="M0 ${54 - lift / 2}Q28 ${40 + lift / 2} 64 ${52 - lift / 3}V64H0Z" fill="hsl(${(hue + 30) % 360} 45% 28%)"/>`,
  )
}

/** Discord's picture for those who have none: six colours. */
export function drawDefault(index: number): string {
  const colour = ['#5865f2', '#747f8d', '#3ba55c', '#faa61a', '#ed4245', '#eb459f'][index % 6] ?? '#5865f2'
  return svg(
    `<rect width="64" height="64" fill="${colour}"/><circle cx="32" cy="26" r="10" fill="#fff"/>` +
      `<path d="M13 54c2-12 10-17 19-17s17 5 19 17Z" fill="#fff"/>`,
  )
}
