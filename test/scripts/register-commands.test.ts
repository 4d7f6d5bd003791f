import { afterAll, beforeAll, expect, test } from 'vitest'
import { application } from '#sandbox/application.ts'
import { startSandbox } from '#sandbox/server.ts'
import { commands } from '#workers/interactions/commands/index.ts'
import { registerCommands } from '#workers/interactions/register.ts'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
let environment: Record<string, string>
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, seed: 'small' })
  environment = {
    DISCORD_API: `${sandbox.url}/api`,
    DISCORD_APPLICATION_ID: application.id,
    DISCORD_BOT_TOKEN: application.botToken,
  }
})
afterAll(async () => {
  expect(sandbox.violations.list).toEqual([])
  await sandbox.close()
})

test('Discord takes every command, and registering again creates none anew', async () => {
  expect(await registerCommands(environment)).toMatchObject({ ok: true })
  const again = await registerCommands(environment)
  expect(again).toEqual({ ok: true, message: `${commands.length} commands registered, 0 new.` })
})

test('a rate limit is waited out', async () => {
  sandbox.faults.add({ match: { method: 'PUT' }, kind: '429', ms: 50, times: 1 })
  expect(await registerCommands(environment)).toMatchObject({ ok: true })
})

test('a missing variable, and a Discord that does not answer, are said in words', async () => {
  expect(await registerCommands({})).toEqual({
    ok: false,
    message: 'Missing in the environment: DISCORD_APPLICATION_ID, DISCORD_BOT_TOKEN',
  })
  const silent = await registerCommands({ ...environment, DISCORD_API: 'http://127.0.0.1:9' })
  expect(silent).toEqual({ ok: false, message: 'Discord does not answer at http://127.0.0.1:9.' })
})
