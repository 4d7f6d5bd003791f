import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runProgram } from '#scripts/processes.ts'
import { startProduct } from '#scripts/product.ts'

/** Builds the Worker of `bench/<name>/`, which asks parts of the product directly or stands for the floor. */
export async function buildBenchWorker(name: string): Promise<{ config: string; bundle: string; assets: null }> {
  const config = `bench/${name}/wrangler.toml`
  const folder = resolve('.data/bench', name)
  if ((await runProgram(['wrangler', 'deploy', '--dry-run', '-c', config, '--outdir', folder])) !== 0)
    throw new Error(`the Worker of bench/${name} could not be built`)
  return { config, bundle: join(folder, 'worker.js'), assets: null }
}

export interface BenchWorker {
  /** what the Worker answers, as JSON */
  ask: <T>(path: string, body?: unknown) => Promise<T>
  pid: () => number
  stop: () => Promise<void>
}

/** Runs the Worker of `bench/<name>/` in plain workerd, on data that is dropped with it. */
export async function startBenchWorker(name: string): Promise<BenchWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'wardroom-bench-'))
  const worker = await startProduct({ persist: folder, environment: {}, ...(await buildBenchWorker(name)) })
  return {
    async ask<T>(path: string, body: unknown = {}): Promise<T> {
      const answer = await fetch(worker.url + path, { method: 'POST', body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
      return (await answer.json()) as T
    },
    pid: worker.pid,
    async stop() {
      await worker.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
