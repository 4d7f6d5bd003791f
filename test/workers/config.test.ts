/// <reference types="@cloudflare/vitest-plugin/types" />
import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import worker from '#workers/index.ts'

const ask = (changed: Partial<Env>, accept = 'application/json') =>
  worker.fetch(
    new Request(`${env.APP_ORIGIN}/health`, { headers: { accept } }),
    { ...env, ...changed },
    createExecutionContext(),
  )

describe('a Worker that is not configured', () => {
  test.for([
    ['SESSION_SECRET', 'short'],
    ['SESSION_SECRET', 'changeme-changeme-changeme-changeme'],
    ['SESSION_SECRET', 'secretsecretsecretsecretsecretsecret'],
    ['SESSION_SECRET', 'your-session-secret-of-32-characters'],
    ['SESSION_SECRET', 'x'.repeat(64)],
    ['SESSION_SECRET', '<at least 32 characters of randomness>'],
    ['ACTION_KEYS', 'one:short'],
    ['ACTION_KEYS', ''],
    [
      'RELAY_KEYS',
      'a:0a1b2c3d4e5f60718293a4b5c6d7e8f9,b:0a1b2c3d4e5f60718293a4b5c6d7e8f9,c:0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    ],
    ['DISCORD_PUBLIC_KEY', 'not hex'],
    ['APP_ORIGIN', 'https://wardroom.test/path'],
    ['DEVELOPER_USER_ID', 'mara'],
  ] as const)('answers nothing but what to do about %s = %s', async ([name, value]) => {
    const answer = await ask({ [name]: value })
    expect(answer.status).toBe(500)
    const { ok, message } = (await answer.json()) as { ok: boolean; message: string }
    expect(ok).toBe(false)
    expect(message).toContain(name)
    expect(message).toContain('wrangler secret put')
    expect(message).toContain('README')
    if (value.length > 8) expect(message).not.toContain(value)
  })

  test('says it in a page to a person', async () => {
    const answer = await ask({ SESSION_SECRET: 'changeme' }, 'text/html')
    expect(answer.status).toBe(500)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(await answer.text()).toContain('SESSION_SECRET')
  })

  test('names all that is wrong at once', async () => {
    const { message } = (await (await ask({ SESSION_SECRET: 'x', RELAY_KEYS: 'x' })).json()) as { message: string }
    expect(message).toContain('SESSION_SECRET')
    expect(message).toContain('RELAY_KEYS')
  })
})
