import * as z from 'zod'
import { application } from '#sandbox/application.ts'
import { Commands, NewCommand } from '#sandbox/rest/command-body.ts'
import { interactionsUrl } from '#sandbox/interactions/interactions-url.ts'
import { validateEndpoint } from '#sandbox/interactions/validate-endpoint.ts'
import { nest, Refusal, refuse } from '#sandbox/rest/refuse.ts'
import { theGuild } from '#sandbox/rest/require.ts'
import { Answer, route, type Call } from '#sandbox/rest/route.ts'
import type { SandboxOptions } from '#sandbox/sandbox.ts'
import type { Command } from '#sandbox/world/shapes.ts'
import type { World } from '#sandbox/world/world.ts'

const DAY = 86_400_000
const CREATES_PER_DAY = 200
const limit = { calls: 5, ms: 5_000 }
const Url = z.string().max(512).nullish()
const ApplicationPatch = z.strictObject({
  description: z.string().max(400).optional(),
  interactions_endpoint_url: Url,
  event_webhooks_url: Url,
  event_webhooks_status: z.int().optional(),
  event_webhooks_types: z.array(z.string()).optional(),
  custom_install_url: Url,
  role_connections_verification_url: Url,
  install_params: z.unknown().optional(),
  integration_types_config: z.unknown().optional(),
  flags: z.int().optional(),
  tags: z.array(z.string().max(20)).max(5).optional(),
})

/** Creates of the day by scope, which bulk overwriting does not reset. */
const created = new WeakMap<World, Map<string, { day: number; count: number }>>()

export const applications = [
  route('GET /applications/@me', {}, ({ world, options }) => aboutApplication(world, options)),
  route('GET /oauth2/applications/@me', {}, ({ world, options }) => aboutApplication(world, options)),

  route('PATCH /applications/@me', { body: ApplicationPatch }, async ({ world, body, options }) => {
    const { interactions_endpoint_url: url } = body
    if (url) await checkEndpoint(url)
    if (url !== undefined) options.interactionsUrl = url ?? undefined
    return { ...aboutApplication(world, options), ...body }
  }),

  route('GET /applications/:application/commands', { limit }, (call) => {
    checkApplication(call)
    return call.world.commands(null)
  }),
  route('PUT /applications/:application/commands', { limit, body: Commands }, (call) => overwrite(call, null)),
  route('POST /applications/:application/commands', { limit, body: NewCommand }, (call) => upsert(call, null)),
  route('DELETE /applications/:application/commands/:command', { limit }, (call) => remove(call, null)),

  route('GET /applications/:application/guilds/:guild/commands', { limit }, (call) => {
    checkApplication(call)
    return call.world.commands(theGuild(call).id)
  }),
  route('PUT /applications/:application/guilds/:guild/commands', { limit, body: Commands }, (call) =>
    overwrite(call, theGuild(call).id),
  ),
  route('POST /applications/:application/guilds/:guild/commands', { limit, body: NewCommand }, (call) =>
    upsert(call, theGuild(call).id),
  ),
  route('DELETE /applications/:application/guilds/:guild/commands/:command', { limit }, (call) =>
    remove(call, theGuild(call).id),
  ),
]

function overwrite(call: Call<z.infer<typeof Commands>>, guildId: string | null): readonly Command[] {
  checkApplication(call)
  const before = call.world.commands(guildId)
  const commands = call.body.map((wish) => made(call.world, wish, guildId, before))
  countCreates(call.world, guildId, commands.filter(({ id }) => !before.some((old) => old.id === id)).length)
  call.world.setCommands(guildId, commands)
  return commands
}

function upsert(call: Call<z.infer<typeof NewCommand>>, guildId: string | null): Answer {
  checkApplication(call)
  const before = call.world.commands(guildId)
  const command = made(call.world, call.body, guildId, before)
  const isNew = !before.some(({ id }) => id === command.id)
  if (isNew) countCreates(call.world, guildId, 1)
  call.world.setCommands(guildId, [...before.filter(({ id }) => id !== command.id), command])
  return new Answer(isNew ? 201 : 200, command)
}

function remove(call: Call, guildId: string | null): undefined {
  checkApplication(call)
  const before = call.world.commands(guildId)
  if (!before.some(({ id }) => id === call.params.command)) refuse(10063)
  call.world.setCommands(
    guildId,
    before.filter(({ id }) => id !== call.params.command),
  )
}

/** The stored command: the same id as long as name and type stay. */
function made(
  world: World,
  wish: z.infer<typeof NewCommand>,
  guildId: string | null,
  before: readonly Command[],
): Command {
  const type = wish.type ?? 1
  const old = before.find((command) => command.name === wish.name && command.type === type)
  const { id: _, ...rest } = wish
  return {
    default_member_permissions: null,
    nsfw: false,
    integration_types: [0],
    ...rest,
    id: old?.id ?? world.newId(),
    application_id: application.id,
    version: world.newId(),
    type,
    description: wish.description ?? '',
    contexts: wish.contexts ?? null,
    options: (wish.options ?? []) as Command['options'],
    ...(guildId ? { guild_id: guildId } : {}),
  }
}

function countCreates(world: World, guildId: string | null, count: number): void {
  const day = Math.floor(world.now() / DAY)
  const counts = created.get(world) ?? new Map<string, { day: number; count: number }>()
  created.set(world, counts)
  const key = guildId ?? 'global'
  const today = counts.get(key)?.day === day ? (counts.get(key)?.count ?? 0) : 0
  if (today + count > CREATES_PER_DAY) refuse(30034)
  counts.set(key, { day, count: today + count })
}

function checkApplication({ params }: Pick<Call, 'params'>): void {
  if (params.application !== application.id) refuse(20001)
}

/** Discord tries the URL before it takes it. */
async function checkEndpoint(url: string): Promise<void> {
  const problem = await validateEndpoint(url)
  if (problem === null) return
  const code = 'APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID'
  const message = `The specified interactions endpoint url could not be verified: ${problem}`
  const errors = nest(['interactions_endpoint_url'], { _errors: [{ code, message }] })
  throw new Refusal(400, 50035, 'Invalid Form Body', errors)
}

const aboutApplication = (world: World, options: SandboxOptions): Record<string, unknown> => ({
  id: application.id,
  name: application.name,
  icon: null,
  description: '',
  bot: world.mustUser(application.id),
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: application.publicKey,
  // both privileged intents that the product can use: members 1 << 15, message content 1 << 19
  flags: (1 << 15) | (1 << 19),
  interactions_endpoint_url: interactionsUrl(options),
  event_webhooks_url: null,
  approximate_guild_count: world.guildsOf(application.id).length,
  install_params: { scopes: ['bot', 'applications.commands'], permissions: '0' },
})
