/** Answers everything while the environment is not fit to run, and says what to do; `problems` holds no values. */
export function answerMisconfigured(request: Request, problems: readonly string[]): Response {
  console.error({ event: 'not_configured', problems })
  const names = [...new Set(problems.map((problem) => problem.split(' ')[0]))].join(', ')
  const message =
    `Wardroom does not start, because its configuration is not right: ${problems.join('; ')}. ` +
    `Set each with "wrangler secret put <NAME>" (${names}), or in .dev.vars for a local run; see "Deploy" in README.md.`
  const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  if (!request.headers.get('accept')?.includes('text/html'))
    return Response.json({ ok: false, code: 'internal', message }, { status: 500, headers })
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Wardroom is not configured</title><h1>Wardroom is not configured</h1><p>${escape(message)}</p></html>`
  return new Response(page, {
    status: 500,
    headers: {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
    },
  })
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`)
