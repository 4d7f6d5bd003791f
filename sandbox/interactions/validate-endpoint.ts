import { application } from '#sandbox/application.ts'
import { newSnowflake } from '#sandbox/world/snowflake.ts'
import { postSigned, postSpoilt } from './endpoint.ts'

export const ping = (): object => ({
  id: newSnowflake(Date.now()),
  application_id: application.id,
  type: 1,
  token: 'ping',
  version: 1,
  user: { id: application.id, username: application.name, discriminator: '0', avatar: null, global_name: null },
  entitlements: [],
  authorizing_integration_owners: {},
})

/** Discord's test of an Interactions Endpoint URL: a good PING and a bad signature. Null when it passes, else what is wrong. */
export async function validateEndpoint(url: string): Promise<string | null> {
  const good = await postSigned(url, ping())
  if (good.status !== 200) return `a signed PING was answered ${good.status || good.failure}, not 200`
  if (typeof good.body !== 'object' || good.body === null || !('type' in good.body) || good.body.type !== 1)
    return 'a signed PING was not answered {"type":1}'
  const bad = await postSpoilt(url, ping(), 0)
  return bad.status === 401 ? null : `a bad signature was answered ${bad.status || bad.failure}, not 401`
}
