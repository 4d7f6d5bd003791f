import type { KeptFile } from '#schema/contract/evidence.ts'

/**
 * Somebody's file as a download that no browser opens in place, whatever it is: its kind is not told, and it is
 * kept by no cache that others share.
 */
export function asDownload(body: ReadableStream, { name, size }: Pick<KeptFile, 'name' | 'size'>): Response {
  const plain = name.replace(/[^\w.-]/g, '_').slice(0, 100)
  return new Response(body, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(size),
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeName(name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

/** Discord's names may hold halves of a sign, which cannot be encoded. */
const encodeName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
