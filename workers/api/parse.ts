import type { Context, MiddlewareHandler } from 'hono'
import type * as z from 'zod/mini'
import { fail } from '#schema/contract/failure.ts'
import { refuse } from '#workers/auth/refuse.ts'
import type { GuildEnv } from '#workers/auth/session-env.ts'

type Parsed<Target extends string, S extends z.ZodMiniType> = {
  in: { [T in Target]: z.input<S> }
  out: { [T in Target]: z.output<S> }
}

/** Parses a JSON body; `c.req.valid('json')` in the handler. Refuses with the first issue and where it is. */
export const body = <S extends z.ZodMiniType<object>>(
  schema: S,
): MiddlewareHandler<GuildEnv, string, Parsed<'json', S>> =>
  async function parseBody(c, next) {
    const read = await c.req.json<unknown>().then(
      (value) => ({ value }),
      () => null,
    )
    if (!read) return refuse(c, fail('bad_request', { issue: 'the body is not JSON' }))
    return accept(c, 'json', schema.safeParse(read.value), next)
  }

/** Parses the query; `c.req.valid('query')` in the handler. Of a name given twice the first counts. */
export const query = <S extends z.ZodMiniType<object>>(
  schema: S,
): MiddlewareHandler<GuildEnv, string, Parsed<'query', S>> =>
  async function parseQuery(c, next) {
    return accept(c, 'query', schema.safeParse(c.req.query()), next)
  }

async function accept(
  c: Context,
  target: 'json' | 'query',
  parsed: z.core.util.SafeParseResult<object>,
  next: () => Promise<void>,
) {
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const path = issue?.path.join('.')
    return refuse(c, fail('bad_request', { issue: (path ? `${path}: ` : '') + (issue?.message ?? 'not valid') }))
  }
  c.req.addValidatedData(target, parsed.data)
  await next()
}
