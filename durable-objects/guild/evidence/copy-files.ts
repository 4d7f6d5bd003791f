import { MOST_BYTES, MOST_FILE_BYTES, type KeptFile, type KeptMessage } from '#schema/contract/evidence.ts'
import type { Snowflake } from '#schema/contract/ids.ts'
import { evidenceBucket, fileKey } from '#schema/queries/evidence-bucket.ts'
import { hexOf } from './hex-of.ts'

/** Copying holds up the action that it is for; what is not here by then is done without. */
const DEADLINE = 5_000
const AT_ONCE = 6
const DISCORDS = new Set(['cdn.discordapp.com', 'media.discordapp.net'])

/** Copies the files of these messages into the storage, where one is bound; each says what became of it. */
export async function copyFiles(
  messages: readonly KeptMessage[],
  { env, guildId }: { env: Env; guildId: Snowflake },
): Promise<void> {
  const bucket = evidenceBucket(env)
  if (!bucket) return
  const hosts = new Set([...DISCORDS, new URL(env.DISCORD_CDN).host])
  const waiting: KeptFile[] = []
  let bytes = 0
  for (const file of messages.flatMap(({ files }) => files)) {
    if (file.size > MOST_FILE_BYTES) file.copy = { none: 'too_large' }
    else if (bytes + file.size > MOST_BYTES) file.copy = { none: 'too_many' }
    else {
      bytes += file.size
      file.copy = { none: 'failed' }
      waiting.push(file)
    }
  }
  const signal = AbortSignal.timeout(DEADLINE)
  const work = async (): Promise<void> => {
    for (let file = waiting.shift(); file; file = waiting.shift())
      try {
        const read = await readFile(file.url, { hosts, signal })
        const hash = read && hexOf(await crypto.subtle.digest('SHA-256', read))
        if (!read || !hash) continue
        await bucket.put(fileKey(guildId, { hash }), read, { sha256: hash })
        file.size = read.byteLength
        file.copy = { hash }
      } catch (error) {
        console.warn('file not copied', file.id, String(error))
      }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** Only from Discord's own hosts, without following it elsewhere; null when it is not there or too large. */
async function readFile(
  url: string,
  { hosts, signal }: { hosts: ReadonlySet<string>; signal: AbortSignal },
): Promise<ArrayBuffer | null> {
  if (!URL.canParse(url) || !hosts.has(new URL(url).host)) return null
  const answer = await fetch(url, { redirect: 'manual', signal })
  if (!answer.ok || Number(answer.headers.get('content-length') ?? 0) > MOST_FILE_BYTES) {
    await answer.body?.cancel()
    return null
  }
  const read = await answer.arrayBuffer()
  return read.byteLength > MOST_FILE_BYTES ? null : read
}
