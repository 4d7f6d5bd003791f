import type { AuditEvent } from './audit.ts'

type TargetType = NonNullable<AuditEvent['target']>['type']
/** What an entry is called in Wardroom's audit log (after `discord.`), in words, and what its target is. */
export interface EntryKind {
  type: string
  words: string
  target: TargetType
}

const kind = (type: string, words: string, target: TargetType = 'other'): EntryKind => ({ type, words, target })

/** Discord's audit entry types. Source: resources/audit-log. */
export const discordEntries: Readonly<Record<number, EntryKind>> = {
  1: kind('server_updated', 'changed the server', 'guild'),
  10: kind('channel_created', 'created a channel', 'channel'),
  11: kind('channel_updated', 'changed a channel', 'channel'),
  12: kind('channel_deleted', 'deleted a channel', 'channel'),
  13: kind('overwrite_created', 'added permissions to a channel', 'channel'),
  14: kind('overwrite_updated', 'changed permissions of a channel', 'channel'),
  15: kind('overwrite_deleted', 'removed permissions from a channel', 'channel'),
  20: kind('member_kicked', 'kicked', 'user'),
  21: kind('members_pruned', 'pruned members', 'guild'),
  22: kind('member_banned', 'banned', 'user'),
  23: kind('member_unbanned', 'unbanned', 'user'),
  24: kind('member_updated', 'changed a member', 'user'),
  25: kind('member_roles_updated', 'changed the roles of', 'user'),
  26: kind('members_moved', 'moved members between voice channels'),
  27: kind('members_disconnected', 'disconnected members from voice'),
  28: kind('bot_added', 'added a bot', 'user'),
  30: kind('role_created', 'created a role', 'role'),
  31: kind('role_updated', 'changed a role', 'role'),
  32: kind('role_deleted', 'deleted a role', 'role'),
  40: kind('invite_created', 'created an invite'),
  41: kind('invite_updated', 'changed an invite'),
  42: kind('invite_deleted', 'deleted an invite'),
  50: kind('webhook_created', 'created a webhook'),
  51: kind('webhook_updated', 'changed a webhook'),
  52: kind('webhook_deleted', 'deleted a webhook'),
  60: kind('emoji_created', 'added an emoji'),
  61: kind('emoji_updated', 'changed an emoji'),
  62: kind('emoji_deleted', 'deleted an emoji'),
  72: kind('messages_deleted', 'deleted messages of', 'user'),
  73: kind('messages_bulk_deleted', 'deleted many messages in', 'channel'),
  74: kind('message_pinned', 'pinned a message of', 'user'),
  75: kind('message_unpinned', 'unpinned a message of', 'user'),
  80: kind('integration_created', 'added an integration'),
  81: kind('integration_updated', 'changed an integration'),
  82: kind('integration_deleted', 'removed an integration'),
  83: kind('stage_started', 'started a stage'),
  84: kind('stage_updated', 'changed a stage'),
  85: kind('stage_ended', 'ended a stage'),
  90: kind('sticker_created', 'added a sticker'),
  91: kind('sticker_updated', 'changed a sticker'),
  92: kind('sticker_deleted', 'deleted a sticker'),
  100: kind('event_created', 'planned an event'),
  101: kind('event_updated', 'changed an event'),
  102: kind('event_deleted', 'cancelled an event'),
  110: kind('thread_created', 'created a thread', 'channel'),
  111: kind('thread_updated', 'changed a thread', 'channel'),
  112: kind('thread_deleted', 'deleted a thread', 'channel'),
  121: kind('command_permissions_updated', 'changed who may use a command'),
  130: kind('sound_created', 'added a sound'),
  131: kind('sound_updated', 'changed a sound'),
  132: kind('sound_deleted', 'deleted a sound'),
  140: kind('automod_rule_created', 'created an AutoMod rule'),
  141: kind('automod_rule_updated', 'changed an AutoMod rule'),
  142: kind('automod_rule_deleted', 'deleted an AutoMod rule'),
  143: kind('automod_message_blocked', 'AutoMod blocked a message of', 'user'),
  144: kind('automod_message_flagged', 'AutoMod flagged a message of', 'user'),
  145: kind('automod_member_timed_out', 'AutoMod timed out', 'user'),
  146: kind('automod_member_quarantined', 'AutoMod quarantined', 'user'),
  150: kind('monetization_requested', 'asked for monetization'),
  151: kind('monetization_accepted', 'accepted the terms of monetization'),
  163: kind('onboarding_question_created', 'added a question to the onboarding'),
  164: kind('onboarding_question_updated', 'changed a question of the onboarding'),
  165: kind('onboarding_question_deleted', 'deleted a question of the onboarding'),
  166: kind('onboarding_created', 'set up the onboarding'),
  167: kind('onboarding_updated', 'changed the onboarding'),
  190: kind('guide_created', 'set up the server guide'),
  191: kind('guide_updated', 'changed the server guide'),
  192: kind('voice_status_set', 'set the status of a voice channel', 'channel'),
  193: kind('voice_status_cleared', 'cleared the status of a voice channel', 'channel'),
}

/** Entries whose later repetitions Discord only counts, on the first entry, and tells nobody of. */
export const countedEntries: ReadonlySet<string> = new Set([
  'discord.members_moved',
  'discord.members_disconnected',
  'discord.messages_deleted',
  'discord.message_pinned',
])
