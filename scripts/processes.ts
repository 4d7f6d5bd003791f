import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Process {
  name: string
  child: ChildProcess
  /** resolves with the exit code; never rejects */
  ended: Promise<number>
}

/** Starts a program in its own process group with its output in `log`; `onLine` sees each line. */
export function startProcess(
  name: string,
  command: readonly string[],
  {
    env,
    log,
    onLine,
    cwd,
  }: { env?: Record<string, string>; log: string; cwd?: string; onLine?: (line: string) => void },
): Process {
  mkdirSync(dirname(log), { recursive: true })
  const file = createWriteStream(log)
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    ...(cwd ? { cwd } : {}),
  })
  for (const stream of [child.stdout, child.stderr]) {
    let rest = ''
    stream.on('data', (chunk: Buffer) => {
      file.write(chunk)
      const lines = (rest + chunk.toString()).split('\n')
      rest = lines.pop() ?? ''
      if (onLine) for (const line of lines) onLine(line)
    })
  }
  const ended = new Promise<number>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
  return { name, child, ended }
}

const signalGroup = (process_: Process, signal: NodeJS.Signals): void => {
  const { pid } = process_.child
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // already gone
  }
}

/** Asks a process and its children to end, and insists after `patience` ms. */
export async function stopProcess(process_: Process, patience = 5000): Promise<void> {
  if (process_.child.exitCode !== null || process_.child.signalCode !== null) return
  signalGroup(process_, 'SIGTERM')
  const insist = setTimeout(() => signalGroup(process_, 'SIGKILL'), patience)
  await process_.ended
  clearTimeout(insist)
}

/** Ends a process and its children at once, as a power cut would. */
export async function killProcess(process_: Process): Promise<void> {
  signalGroup(process_, 'SIGKILL')
  await process_.ended
}

/** Waits until `url` answers at all; gives up when the process ends or after `patience` ms. */
export async function waitForAnswer(url: string, process_: Process, patience = 60_000): Promise<boolean> {
  const until = Date.now() + patience
  const { child } = process_
  while (child.exitCode === null && child.signalCode === null && Date.now() < until) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(5000) }).then(
      () => true,
      () => false,
    )
    if (answered) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

/** Runs a program to its end, its output shown; gives its exit code. */
export const runProgram = (command: readonly string[], env: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve) => {
    const [program = '', ...args] = command
    const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
