import type { KeptFile, Snapshot } from '#schema/contract/evidence.ts'

/** Why a message could not be kept. */
export const missingWords: Record<Extract<Snapshot, { state: 'missing' }>['why'], string> = {
  gone: 'It was gone before it could be copied.',
  no_access: 'The bot cannot read that channel.',
  not_yours_to_see: 'Whoever acted cannot read that channel themselves, so it was not copied.',
  discord_away: 'Discord did not answer when it should have been copied.',
}

const noCopy: Record<Exclude<KeptFile['copy'], { hash: string }>['none'], string> = {
  no_storage: 'name only: no storage is bound for copies',
  too_large: 'name only: larger than 8 MB',
  too_many: 'name only: more than is kept for one action',
  failed: 'name only: it could not be copied',
}
export const noCopyWords = (copy: KeptFile['copy']): string | null => ('none' in copy ? noCopy[copy.none] : null)

/** Bytes as people say them. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / (1024 * 1024), 'MB']
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`
}
