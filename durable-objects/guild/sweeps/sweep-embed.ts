import { actionKinds } from '#schema/contract/action.ts'
import type { Sweep } from '#schema/contract/sweep.ts'
import { plain, plainName } from '#durable-objects/guild/plain.ts'
import type { Embed } from '#durable-objects/guild/wording.ts'

const stateWords: Record<Sweep['state'], string> = {
  planned: 'planned',
  awaiting_approval: 'waits for approval',
  running: 'running',
  parked: 'waiting',
  paused: 'paused',
  done: 'done',
  stopped: 'stopped',
}

/** A sweep as it stands in the mod-log channel. */
export function sweepEmbed(sweep: Sweep, origin: string): Embed {
  const { counts, deed, responsible, approvedBy, why } = sweep
  const label = deed.kind === 'reverse' ? 'Undo' : actionKinds[deed.kind].label
  const told = counts.done + counts.failed + counts.unknown
  const parts = [`${counts.done} done`]
  if (counts.failed > 0) parts.push(`${counts.failed} failed`)
  if (counts.unknown > 0) parts.push(`${counts.unknown} not known`)
  if (told < counts.acting) parts.push(`${counts.acting - told} left`)
  const fields: Embed['fields'] = [{ name: 'Targets', value: `${parts.join(', ')} of ${counts.acting}` }]
  if (responsible)
    fields.push({ name: 'Moderator', value: `**${plainName(responsible.name)}** <@${responsible.id}>`, inline: true })
  if (approvedBy) fields.push({ name: 'Approved by', value: `**${plainName(approvedBy.name)}**`, inline: true })
  if (why) fields.push({ name: 'Why it waits', value: plain(why.message, 500) })
  return {
    title: `Sweep: ${label} · ${stateWords[sweep.state]}`,
    url: `${origin}/dashboard/${sweep.guildId}/sweeps/${sweep.id}`,
    description: deed.reason ? plain(deed.reason, 600) : '*no reason given*',
    color: sweep.state === 'done' ? 0x3f9d63 : 0xd9902f,
    fields,
    timestamp: new Date(sweep.startedAt ?? sweep.plannedAt).toISOString(),
  }
}
