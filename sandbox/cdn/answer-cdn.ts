import type { ServerResponse } from 'node:http'
import { drawAvatar, drawDefault } from './draw.ts'

const hashed =
  /^\/cdn\/(?:avatars|icons|banners|guilds\/\d+\/users\/\d+\/avatars|guilds\/\d+\/users|role-icons)\/(?:\d+\/)?([\w-]+)\.\w+$/
const standard = /^\/cdn\/embed\/avatars\/(\d+)\.\w+$/

const attached = /^\/cdn\/attachments\/\d+\/(\d+)\/([^/]+)$/

/** Pictures, as SVG whatever the ending asks for, and attached files, which all say which one they are; true when the path is one of the CDN's. */
export function answerCdn(res: ServerResponse, { pathname }: URL): boolean {
  if (!pathname.startsWith('/cdn/')) return false
  const file = attached.exec(pathname)
  if (file) {
    res.writeHead(200, { 'content-type': 'text/plain', 'access-control-allow-origin': '*' })
    res.end(`attachment ${file[1]}: ${file[2]}`)
    return true
  }
  const hash = hashed.exec(pathname)?.[1]
  const index = standard.exec(pathname)?.[1]
  if (hash === undefined && index === undefined) {
    res.writeHead(404).end()
    return true
  }
  res.writeHead(200, {
    'content-type': 'image/svg+xml',
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
    'x-content-type-options': 'nosniff',
  })
  res.end(hash === undefined ? drawDefault(Number(index)) : drawAvatar(hash))
  return true
}
