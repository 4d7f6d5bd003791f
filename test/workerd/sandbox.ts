import { fork } from 'node:child_process'
import { once } from 'node:events'

/** Local Discords for the tests inside workerd, in a process of their own: here `ws` would be its browser build. */
export default async function setup(): Promise<() => Promise<void>> {
  const sandbox = fork('test/workerd/sandbox-process.ts')
  await once(sandbox, 'message')
  return async () => {
    sandbox.kill()
    await once(sandbox, 'exit')
  }
}
