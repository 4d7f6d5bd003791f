/** Passes API paths (public/_routes.json) on to the Worker, sockets included, so that everything has one origin. */
export const onRequest = ({ request, env }: { request: Request; env: { API: { fetch: typeof fetch } } }) =>
  env.API.fetch(request)
