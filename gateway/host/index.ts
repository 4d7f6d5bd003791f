import type { HostEnv } from './gateway-host.ts'

export { GatewayHost } from './gateway-host.ts'

/** The relay's host: a cron that sees to it that the container runs. It serves nothing. */
export default {
  fetch: () => new Response('Not found', { status: 404 }),
  async scheduled(_event, env) {
    const state = await env.GATEWAY.getByName('relay').ensureRunning()
    if (state !== 'running') console.log({ event: `gateway.${state}` })
  },
} satisfies ExportedHandler<HostEnv>
