import * as z from 'zod'
import { breaks } from '#sandbox/life/fleet.ts'
import type { Live } from '#sandbox/live.ts'
import type { Sandbox } from '#sandbox/sandbox.ts'
import { addStranger } from '#sandbox/world/seed.ts'

const id = z.string().regex(/^\d{17,20}$/)
const reason = z.string().max(512).optional()
const person = { userId: id, guildId: id }
const where = { ...person, channelId: id }
const act = { ...person, targetId: id, reason }
const file = z.object({ name: z.string().min(1), size: z.int().min(0), type: z.string().default('text/plain') })
const value = z.union([z.string(), z.number(), z.boolean()])
const values = z.record(z.string(), z.string())

/** One thing the control API can do: what it takes, and how. */
interface Deed {
  body: z.ZodType
  run: (context: Context, body: never) => unknown
}
interface Context {
  sandbox: Sandbox
  live: Live
}
const deed = <S extends z.ZodType>(body: S, run: (context: Context, body: z.output<S>) => unknown) => ({ body, run })

/** `POST /console/api/<name>`: everything a person, or fate, can do here. Answers JSON. */
export const deeds = {
  // in Discord's own client
  write: deed(
    z
      .object({ ...where, content: z.string().trim().max(2000), files: z.array(file).max(10).optional() })
      .refine(({ content, files }) => content !== '' || files?.length, 'a message needs a text or a file'),
    ({ sandbox, live }, { files, ...b }) =>
      live.hand.write(b, { files, cdn: `${sandbox.url.replace('127.0.0.1', 'localhost')}/cdn` }),
  ),
  'delete-message': deed(z.object({ ...where, messageId: id }), ({ live }, b) => live.hand.deleteMessage(b)),
  join: deed(z.object(person), ({ live }, b) => live.hand.join(b)),
  leave: deed(z.object(person), ({ live }, b) => live.hand.leave(b)),
  ban: deed(z.object({ ...act, deleteSeconds: z.int().min(0).max(604_800).default(0) }), ({ live }, b) =>
    live.hand.ban(b),
  ),
  unban: deed(z.object(act), ({ live }, b) => live.hand.unban(b)),
  kick: deed(z.object(act), ({ live }, b) => live.hand.kick(b)),
  timeout: deed(z.object({ ...act, ms: z.int().min(0) }), ({ live }, b) => live.hand.timeout(b)),
  role: deed(z.object({ ...act, roleId: id, has: z.boolean() }), ({ live }, b) => live.hand.setRole(b)),
  nick: deed(z.object({ ...act, nick: z.string().trim().max(32).nullable() }), ({ live }, b) => live.hand.setNick(b)),
  voice: deed(z.object({ ...person, channelId: id.nullable() }), ({ live }, b) => live.hand.setVoice(b)),
  'edit-channel': deed(
    z.object({
      ...where,
      name: z.string().trim().min(1).max(100).optional(),
      topic: z.string().max(1024).nullable().optional(),
      rate_limit_per_user: z.int().min(0).max(21_600).optional(),
    }),
    ({ live }, b) => live.hand.editChannel(b),
  ),
  safety: deed(
    z.object({
      ...person,
      verificationLevel: z.int().min(0).max(4).optional(),
      invitesMs: z.int().min(0).max(86_400_000).optional(),
      dmsMs: z.int().min(0).max(86_400_000).optional(),
    }),
    ({ live }, b) => live.hand.setSafety(b),
  ),
  dms: deed(z.object({ userId: id, open: z.boolean() }), ({ sandbox }, b) =>
    sandbox.world.setDmsOpen(b.userId, b.open),
  ),
  'new-person': deed(
    z.object({ username: z.string().trim().min(2).max(32), name: z.string().trim().max(32).optional() }),
    ({ sandbox }, b) => sandbox.world.createUser({ username: b.username, global_name: b.name || null }),
  ),

  // what the app answers
  press: deed(
    z.object({
      ...where,
      command: z.string(),
      options: z.record(z.string(), value).default({}),
      open: z.boolean().optional(),
    }),
    ({ live }, b) => live.interactions.press(b),
  ),
  'press-menu': deed(
    z.object({ ...where, command: z.string(), targetId: id, open: z.boolean().optional() }),
    ({ live }, b) => live.interactions.pressMenu(b),
  ),
  'press-message-menu': deed(
    z.object({ ...where, command: z.string(), messageId: id, open: z.boolean().optional() }),
    ({ live }, b) => live.interactions.pressMessageMenu(b),
  ),
  autocomplete: deed(
    z.object({ ...where, command: z.string(), options: z.record(z.string(), value).default({}), focused: z.string() }),
    ({ live }, b) => live.interactions.autocomplete(b),
  ),
  click: deed(
    z.object({ ...where, messageId: id, customId: z.string(), values: z.array(z.string()).optional() }),
    ({ live }, b) => live.interactions.click(b),
  ),
  submit: deed(z.object({ ...where, opened: id, values }), ({ live }, b) => live.interactions.submit(b)),

  // fate
  raid: deed(
    z.object({
      guildId: id,
      accounts: z.int().min(1).max(2000),
      perSecond: z.number().min(0.1).max(500).default(10),
      messages: z.int().min(0).max(100).default(5),
    }),
    ({ live }, b) => ({ id: live.raids.start(b) }),
  ),
  'stop-raid': deed(z.object({ id: z.int().optional() }), ({ live }, b) => ({ userIds: live.raids.stop(b.id) })),
  'grow-fleet': deed(
    z.object({
      servers: z.int().min(1).max(10_000).default(1_000),
      perSecond: z.number().min(0.1).max(100).optional(),
    }),
    ({ live }, b) => live.fleet.grow(b),
  ),
  'break-fleet': deed(z.object({ how: z.partialRecord(z.enum(breaks), z.int().min(1).max(100)) }), ({ live }, b) => ({
    guildIds: live.fleet.break(b.how),
  })),
  'mend-fleet': deed(z.object({ guildId: id.optional() }), ({ live }, b) => live.fleet.mend(b.guildId)),
  life: deed(z.object({ rate: z.number().min(0).max(100) }), ({ live }, b) => {
    live.life.rate = b.rate
  }),
  crowd: deed(z.object({ guildId: id, accounts: z.int().min(1).max(10_000) }), ({ sandbox }, { guildId, accounts }) => {
    for (let n = 0; n < accounts; n++) sandbox.world.join(guildId, addStranger(sandbox.world, Math.random).id)
  }),
  fault: deed(
    z.object({
      match: z.object({ method: z.string().optional(), path: z.string().optional() }).default({}),
      kind: z.enum(['status', '429', '1015', 'drop', 'hang', 'delay']),
      when: z.enum(['before', 'after']).optional(),
      status: z.int().min(400).max(599).optional(),
      ms: z.int().min(0).max(600_000).optional(),
      scope: z.enum(['user', 'global', 'shared']).optional(),
      times: z.int().min(1).optional(),
    }),
    ({ sandbox }, b) => ({ id: sandbox.faults.add(b) }),
  ),
  'remove-fault': deed(z.object({ id: z.string() }), ({ sandbox }, b) => sandbox.faults.remove(b.id)),
  'clear-faults': deed(z.object({}), ({ sandbox, live }) => {
    sandbox.faults.clear()
    live.gateway.turbulence.release()
  }),
  outage: deed(z.object({ outage: z.enum(['none', 'down', 'gone']) }), ({ sandbox }, b) =>
    sandbox.faults.setOutage(b.outage),
  ),
  gateway: deed(
    z.object({ do: z.enum(['drop', 'reconnect', 'invalidate', 'hold', 'release']) }),
    ({ live: { gateway } }, b) => {
      if (b.do === 'drop') gateway.drop()
      else if (b.do === 'reconnect') gateway.askReconnect()
      else if (b.do === 'invalidate') gateway.invalidate()
      else if (b.do === 'hold') gateway.turbulence.hold()
      else gateway.turbulence.release()
    },
  ),
  turbulence: deed(
    z.object({ duplicates: z.boolean().optional(), reorder: z.boolean().optional() }),
    ({ live: { gateway } }, b) => Object.assign(gateway.turbulence, b) && undefined,
  ),
  'guild-outage': deed(z.object({ guildId: id, unavailable: z.boolean() }), ({ sandbox }, b) =>
    sandbox.world.setUnavailable(b.guildId, b.unavailable),
  ),
  probe: deed(z.object({ way: z.int().min(0).optional() }), async ({ live }, b) => ({
    status: await live.interactions.probe(b.way),
  })),
  'clear-violations': deed(z.object({}), ({ sandbox }) => sandbox.violations.clear()),
} satisfies Record<string, Deed>

export type DeedName = keyof typeof deeds

/** Parses and does; throws ZodError for a bad body, `Refused` for what Discord does not allow. */
export async function perform(name: DeedName, context: Context, body: unknown): Promise<unknown> {
  const found: { body: z.ZodType; run: (context: Context, body: never) => unknown } = deeds[name]
  // what `body` parses is what `run` takes: `deed` ties the two
  return found.run(context, found.body.parse(body) as never)
}
