import { readFileSync, statfsSync } from 'node:fs'
import { availableParallelism, release, totalmem, type } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { RelayHost } from '#schema/contract/gateway.ts'
import packageJson from '#package.json' with { type: 'json' }

/** The event loop is looked at this often, ms; the histogram has the waits beyond it. */
const RESOLUTION = 20
const NANO = 1e6
/** What cgroups answer when there is no limit: the largest page count. */
const NO_LIMIT = 2 ** 60

/** What a file of cgroup v2, or else of v1, says; undefined outside of containers. */
function read(...paths: string[]): string | undefined {
  for (const path of paths)
    try {
      return readFileSync(`/sys/fs/cgroup/${path}`, 'utf8').trim()
    } catch {
      // the other version, or none
    }
  return undefined
}
const bounded = (text: string | undefined): number | undefined => {
  const value = Number(text)
  return text && value > 0 && value < NO_LIMIT ? value : undefined
}

/** Cores that may be used: the container's share, or all of the machine. */
function coresAllowed(): number {
  const [quota, period] = (read('cpu.max') ?? `${read('cpu/cpu.cfs_quota_us')} ${read('cpu/cpu.cfs_period_us')}`).split(
    ' ',
  )
  const share = Number(quota) / Number(period)
  return share > 0 ? Math.min(share, availableParallelism()) : availableParallelism()
}

/** Bytes in use of the container, without what can be given back at once; of this process where nothing limits it. */
function memory(): RelayHost['memory'] {
  const total = bounded(read('memory.max', 'memory/memory.limit_in_bytes'))
  const machine = totalmem()
  if (!total || total > machine) return { used: process.memoryUsage.rss(), total: machine }
  const current = bounded(read('memory.current', 'memory/memory.usage_in_bytes'))
  const cached = Number(
    /^(?:total_)?inactive_file (\d+)/m.exec(read('memory.stat', 'memory/memory.stat') ?? '')?.[1] ?? 0,
  )
  return { used: current ? Math.max(0, current - cached) : process.memoryUsage.rss(), total }
}

function disk(folder: string): RelayHost['disk'] {
  try {
    const { bsize, blocks, bfree } = statfsSync(folder)
    return { used: (blocks - bfree) * bsize, total: blocks * bsize }
  } catch {
    return null
  }
}

/** Measures this process and its machine; CPU and lag are those since the report before. */
export class HostReport {
  #folder: string
  #delays = monitorEventLoopDelay({ resolution: RESOLUTION })
  #cpu = process.cpuUsage()
  #at = performance.now()
  #startedAt = Math.round(performance.timeOrigin)

  /** `folder`: the state folder, whose disk is measured. */
  constructor(folder: string) {
    this.#folder = folder
    this.#delays.enable()
  }

  measure(backlog: { waiting: number; spilled: number }): RelayHost {
    const now = performance.now()
    const { user, system } = process.cpuUsage(this.#cpu)
    const cores = coresAllowed()
    const busy = (user + system) / 1000 / Math.max(1, now - this.#at) / cores
    this.#cpu = process.cpuUsage()
    this.#at = now
    const beyond = (nanoseconds: number): number =>
      Number.isFinite(nanoseconds) ? Math.max(0, Math.round((nanoseconds / NANO - RESOLUTION) * 10) / 10) : 0
    const { max } = this.#delays
    const lag = { p50: beyond(this.#delays.percentile(50)), p99: beyond(this.#delays.percentile(99)), max: beyond(max) }
    this.#delays.reset()
    return {
      at: Date.now(),
      startedAt: this.#startedAt,
      version: packageJson.version,
      node: process.version,
      os: `${type()} ${release()} ${process.arch}`.slice(0, 120),
      cpu: Math.min(1, Math.round(busy * 1000) / 1000),
      cores,
      memory: memory(),
      disk: disk(this.#folder),
      lag,
      ...backlog,
    }
  }
}
