import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env as bindings } from 'cloudflare:workers'
import { vi } from 'vitest'
import { Action, type Outcome } from '#schema/contract/action.ts'
import { Permission, type PermissionName } from '#schema/contract/permission.ts'
import type { Filing, ReportDraft } from '#schema/contract/report.ts'
import { verify, type Signed } from '#schema/contract/signature.ts'
import { readConfig } from '#workers/config.ts'
import { interactions } from '#workers/interactions/interactions.ts'

const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('')
const publicKey = hex((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer)

let count = 0n
/** An id of right now, never given before. */
export const newId = (): string => String((BigInt(Date.now() - 1_420_070_400_000) << 22n) + ++count)

/** What guild objects were asked to do, in place of the objects themselves. */
export const submitted: Action[] = []
export const commented: { number: number; key: string; text: string }[] = []
export const answers: { outcome: Outcome | null } = { outcome: null }
/** What guild objects were told of reports. */
export const reported: { drafts: [string, ReportDraft][]; filings: Filing[] } = { drafts: [], filings: [] }
const guild = {
  keepReportDraft: async (reporterId: string, draft: ReportDraft) => void reported.drafts.push([reporterId, draft]),
  fileReport: async (filing: Filing) => {
    reported.filings.push(filing)
    return { ok: true, number: 7, joined: false }
  },
  submit: async (signed: Signed): Promise<Outcome> => {
    const opened = await verify('action', readConfig(env).actionKeys, signed, Date.now())
    if (!opened.ok) return opened
    submitted.push(Action.parse(opened.body))
    return answers.outcome ?? { ok: true, actionId: '', state: 'done', number: 1, message: 'Done.' }
  },
  access: async () => ({ ok: false, code: 'no_seat', message: 'You have no seat in this server.' }),
  suggestReasons: async (text: string) => ['spam', 'spam and scam', 'x'.repeat(200)].filter((r) => r.includes(text)),
  commentCase: async (comment: { number: number; key: string; text: string }) => {
    commented.push(comment)
    return { ok: true, entry: {} }
  },
  findCases: async () => ({ numbers: [], next: null }),
}
const env: Env = Object.assign(Object.create(null), bindings, {
  DISCORD_PUBLIC_KEY: publicKey,
  GUILD: { getByName: () => guild },
})

/** Signs the way Discord does: Ed25519 over timestamp and body. */
export async function signHeaders(body: string, { at = Date.now() } = {}): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000))
  const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(timestamp + body))
  return { 'x-signature-ed25519': hex(signature), 'x-signature-timestamp': timestamp }
}

export interface Pressed {
  status: number
  body: { type?: number; code?: string; data?: Record<string, unknown> & { embeds?: { description?: string }[] } }
  /** bodies of what was edited into the deferred answer */
  edits: Record<string, unknown>[]
}

/** Posts exactly this body and these headers, and waits for the work that goes on after the answer. */
export async function post(body: string, headers: Record<string, string>): Promise<Pressed> {
  const edits: Record<string, unknown>[] = []
  const discord = vi.spyOn(globalThis, 'fetch').mockImplementation(async (url, init) => {
    if (!/\/webhooks\/\d+\/[\w-]+\/messages\/@original$/.test(String(url))) throw new Error(`unexpected ${String(url)}`)
    edits.push(JSON.parse(String(init?.body)) as Record<string, unknown>)
    return Response.json({})
  })
  const context = createExecutionContext()
  const response = await interactions.request('/', { method: 'POST', body, headers }, env, context)
  const answer = (await response.json()) as Pressed['body']
  await waitOnExecutionContext(context)
  discord.mockRestore()
  return { status: response.status, body: answer, edits }
}

export const someone = '200000000000000001'
export const guildId = '200000000000000002'
export const channelId = '200000000000000003'
export const moderator = '200000000000000004'

/** An interaction as Discord would post it, by a moderator with these permissions. */
export const interaction = (
  type: number,
  data: unknown,
  { can = ['administrator'], id = newId() }: { can?: PermissionName[]; id?: string } = {},
): Record<string, unknown> => ({
  id,
  type,
  application_id: '200000000000000009',
  token: 'interaction-token',
  version: 1,
  guild_id: guildId,
  channel_id: channelId,
  member: {
    user: { id: moderator, username: 'mod', global_name: 'Mo', avatar: null, discriminator: '0' },
    nick: null,
    roles: [],
    permissions: String(can.reduce((bits, name) => bits | Permission[name], 0n)),
  },
  data,
})

export async function press(body: Record<string, unknown>): Promise<Pressed> {
  const text = JSON.stringify(body)
  return post(text, await signHeaders(text))
}

type Options = Record<string, string | number>
const optionsOf = (options: Options, focused?: string) =>
  Object.entries(options).map(([name, value]) => ({
    name,
    type: 3,
    value,
    ...(name === focused ? { focused: true } : {}),
  }))

/** Runs a slash command; `sub` names its subcommand. */
export function run(
  name: string,
  options: Options = {},
  { can, id, sub }: { can?: PermissionName[]; id?: string; sub?: string } = {},
): Promise<Pressed> {
  const given = optionsOf(options)
  const data = { id: '1', name, type: 1, options: sub ? [{ name: sub, type: 1, options: given }] : given }
  return press(interaction(2, data, { ...(can ? { can } : {}), ...(id ? { id } : {}) }))
}

/** Types into an option; gives the choices offered. */
export async function type(
  name: string,
  options: Options,
  { focused, can, sub }: { focused: string; can?: PermissionName[]; sub?: string },
): Promise<{ name: string; value: string | number }[]> {
  const given = optionsOf(options, focused)
  const data = { id: '1', name, type: 1, options: sub ? [{ name: sub, type: 1, options: given }] : given }
  const { body } = await press(interaction(4, data, can ? { can } : {}))
  return body.data?.choices as { name: string; value: string | number }[]
}
