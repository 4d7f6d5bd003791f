import { meter } from '#schema/meters/meter.ts'

/** Counts a request: whether it failed, and how long its answer took. */
export async function meterRequest(env: Env, request: Request, answer: () => Promise<Response>): Promise<Response> {
  const began = Date.now()
  const response = await answer()
  meter.use(env)
  meter.add('requests')
  if (response.status !== 101) meter.took('requests', Date.now() - began)
  if (response.status < 500) return response
  const { pathname } = new URL(request.url)
  // what `/health` says of others is no fault of its own; what the relay is told to send again is counted where it failed
  if (pathname !== '/health') meter.add('requests.failed')
  if (pathname === '/interactions') {
    meter.add('answers')
    meter.add('answers.failed')
  }
  return response
}
