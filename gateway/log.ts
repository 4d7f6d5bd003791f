/** One line of JSON for one thing that happened; never a token, a key or a message. */
export function log(event: string, facts: Readonly<Record<string, unknown>> = {}): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...facts })}\n`)
}
export type Log = typeof log
