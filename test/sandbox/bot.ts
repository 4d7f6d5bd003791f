import { application } from '#sandbox/application.ts'
import type { SandboxOptions } from '#sandbox/sandbox.ts'
import { startSandbox } from '#sandbox/server.ts'

type FieldFaults = { [field: string | number]: FieldFaults } & { _errors: { code: string }[] }

/** What tests read of Discord's answers; which of it is there, each test knows from what it asked. */
interface Body {
  id: string
  code?: number
  errors: FieldFaults
  user: { id: string }
  flags: number
  reason: string
  mentions: object[]
  retry_after: number
  audit_log_entries: object[]
  communication_disabled_until: string | null
}

export interface Answered {
  status: number
  headers: Headers
  body: Body & Body[]
}

export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  more?: { reason?: string; headers?: Record<string, string>; token?: string; signal?: AbortSignal },
) => Promise<Answered>

/** A sandbox of its own with a small crowd and a clock that only the test moves on. */
export async function startBot(options: Partial<SandboxOptions> = {}) {
  const time = { now: Date.now() }
  const sandbox = await startSandbox({
    port: 0,
    state: null,
    seed: 'small',
    clock: () => time.now,
    probeRate: 0,
    ...options,
  })
  const ask: Ask = async (method, path, body, { reason, headers, token, signal } = {}) => {
    const answer = await fetch(`${sandbox.url}/api/v10${path}`, {
      method,
      ...(signal ? { signal } : {}),
      headers: {
        authorization: token ?? `Bot ${application.botToken}`,
        'user-agent': 'DiscordBot (https://wardroom.test, 0.1.0)',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(reason === undefined ? {} : { 'x-audit-log-reason': reason }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json')
    const read: unknown = isJson ? JSON.parse(text) : text
    // the tests are what checks it
    return { status: answer.status, headers: answer.headers, body: read as Answered['body'] }
  }
  return { sandbox, ask, time }
}
