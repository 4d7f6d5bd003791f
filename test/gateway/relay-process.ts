import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { relayKeys } from './intake-endpoint.ts'

export interface RelayProcess {
  /** what it logged, parsed */
  lines: { event: string; [fact: string]: unknown }[]
  logged(event: string): Promise<void>
  /** ends it and gives its exit code; null after a kill */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
  ended: Promise<number | null>
}

/** Runs the relay as it runs in production: `node gateway/relay.ts` with its environment. */
export function startRelayProcess(environment: Record<string, string>): RelayProcess {
  const child: ChildProcess = spawn(process.execPath, ['gateway/relay.ts'], {
    env: { PATH: process.env.PATH, DISCORD_BOT_TOKEN: 'a.bot.token', RELAY_KEYS: relayKeys, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const waiting = new Set<() => void>()
  const lines: RelayProcess['lines'] = []
  if (child.stdout)
    createInterface(child.stdout).on('line', (line) => {
      lines.push(JSON.parse(line) as RelayProcess['lines'][number])
      waiting.forEach((check) => check())
    })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return {
    lines,
    ended,
    logged: (event) =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error(`never logged ${event}: ${JSON.stringify(lines)}`)), 15_000)
        const check = (): void => {
          if (!lines.some((line) => line.event === event)) return
          clearTimeout(patience)
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
