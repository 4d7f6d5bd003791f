/** Letters of other scripts, small capitals, digits and signs that are written for a Latin letter: each row, the letter first. */
const alike = [
  'aаαɑᴀ4@',
  'bвβʙ8',
  'cсᴄϲ¢',
  'dԁᴅđ',
  'eеεєᴇ3€ə',
  'fꜰƒ',
  'gɢɡ69ԍ',
  'hнһʜħ',
  'lіιıɪi1ʟł|!ӏ',
  'jјᴊ',
  'kкκᴋ',
  'mмᴍ',
  'nηиɴп',
  'oоοᴏø0σ',
  'pрρᴘ',
  'qԛ',
  'rгʀ',
  'sѕꜱ5$',
  'tтτᴛ7',
  'uυᴜџ',
  'vνᴠѵ',
  'wωԝᴡш',
  'xхχ',
  'yуγʏ',
  'zᴢ',
]
const letters = new Map(alike.flatMap(([letter = '', ...others]) => others.map((other) => [other, letter] as const)))

/** Nothing in it has another skeleton. */
const plain = /^[abcdefghjklmnopqrstuvwxyz _.-]*$/

/**
 * A name as the eye takes it: without case, accents and what cannot be seen, and with one letter for all that look like it,
 * so that "Ꮪpam", "ѕраm" and "5p4m" are one. Two names are alike when their skeletons are the same.
 */
export function skeletonOf(name: string): string {
  const lower = name.toLowerCase()
  if (plain.test(lower)) return lower
  const bare = lower.normalize('NFKD').replace(/[\p{M}\p{C}\u115F\u1160\u3164\uFFA0\u2800]/gu, '')
  let skeleton = ''
  for (const letter of bare.toLowerCase()) skeleton += letters.get(letter) ?? letter
  return skeleton
}
