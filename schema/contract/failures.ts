import type { Failure } from './failure.ts'

// Apart from its schema, so that a page that only says the words loads no zod.

/** Every expected refusal: its HTTP status and the sentence a user reads. `{x}` is filled from `details`. */
export const failures = {
  // the wire
  bad_request: [400, 'That request is not valid: {issue}.'],
  too_large: [413, 'That request is too large.'],
  not_found: [404, 'There is nothing here.'],
  rate_limited: [429, 'Too many requests. Try again in {seconds} s.'],
  bad_origin: [403, 'This request came from another site and was refused.'],
  internal: [500, 'Something broke on our side. It was logged as {requestId}.'],
  read_only: [503, 'Wardroom takes no changes right now: {reason}'],
  // signatures
  bad_signature: [401, 'The signature does not match.'],
  stale_signature: [401, 'The signature is too old.'],
  unknown_key: [401, 'The signing key is not known here.'],
  replayed: [409, 'This request was already handled.'],
  superseded: [409, 'A newer relay is at work; this one must stop.'],
  // people
  signed_out: [401, 'You are signed out. Sign in again.'],
  session_ended: [401, 'Your session was ended. Sign in again.'],
  sign_in_denied: [403, 'Sign-in was cancelled on Discord.'],
  sign_in_expired: [400, 'That sign-in link has expired. Start again.'],
  scope_missing: [403, 'Discord did not grant what Wardroom needs ({scopes}). Sign in again and accept all of it.'],
  no_such_guild: [404, 'Wardroom is not in that server, or you cannot see it.'],
  no_seat: [403, 'You have no seat in this server. Ask an administrator to give you one.'],
  seat_too_low: [403, 'Your seat here is {seat}; this needs {needed}.'],
  missing_permission: [403, 'You need the {permission} permission on Discord for this.'],
  developers_only: [403, 'Only the developers of this bot can do that.'],
  // targets
  target_is_self: [422, 'You cannot do that to yourself.'],
  target_is_bot: [422, 'Wardroom cannot act on itself.'],
  target_is_owner: [422, 'The owner of the server cannot be moderated.'],
  target_outranks_actor: [403, 'Their highest role is not below yours.'],
  target_outranks_bot: [
    403,
    "Their highest role is not below the bot's. Move the bot's role up in Server Settings → Roles.",
  ],
  target_is_admin: [422, 'Discord does not allow timeouts for administrators.'],
  target_not_member: [404, 'They are not in this server.'],
  unknown_user: [404, 'Discord knows no such user.'],
  unknown_channel: [404, 'That channel is gone.'],
  wrong_channel: [422, 'That cannot be done in this kind of channel.'],
  not_banned: [404, 'They are not banned.'],
  not_timed_out: [409, 'They are not timed out.'],
  already_locked: [409, 'That channel is already locked.'],
  not_locked: [409, 'That channel was not locked by Wardroom.'],
  not_contained: [409, 'Raid mode is not on.'],
  nothing_to_contain: [422, 'Nothing was chosen to pause or raise.'],
  no_such_severity: [422, 'There is no severity called {name} here.'],
  no_such_warning: [404, 'They have no warning that could be revoked.'],
  already_revoked: [409, 'That warning was revoked already, by case {number}.'],
  no_such_alert: [404, 'That alert is gone.'],
  nothing_to_purge: [404, 'No message matches in what Discord lets a bot delete (14 days).'],
  no_such_case: [404, 'There is no case {number}.'],
  no_such_comment: [404, 'That comment is not there any more.'],
  not_your_comment: [403, 'Only its author can change a comment; administrators can delete it.'],
  unknown_label: [422, 'There is no label “{label}” here. Administrators add labels in Settings.'],
  link_to_itself: [422, 'A case cannot be linked to itself.'],
  not_staff: [422, 'They are not on the staff here. Give them a moderator seat first.'],
  reason_changed: [409, '{who} changed the reason of case {number} meanwhile. Look at it again.'],
  wrong_about: [422, 'Case {number} is about someone or something else.'],
  // two at once
  collision: [409, '{who} {did} them {seconds} s ago{what}. Do it all the same?'],
  // reports
  no_such_report: [404, 'There is no report {number}.'],
  report_of_another: [422, 'Report {number} is about somebody else.'],
  report_of_self: [422, 'You cannot report yourself.'],
  report_of_bot: [422, 'Bots cannot be reported here. Tell the staff about it.'],
  report_of_staff: [
    422,
    'Reports about the staff do not go to the staff. Turn to the owner of this server, or to Discord.',
  ],
  report_repeated: [409, 'You have reported this already: it is report {number}.'],
  too_many_reports: [429, 'That is {most} reports in {minutes} minutes. Try again in {seconds} s.'],
  report_form_expired: [410, 'That form is too old. Report it again.'],
  report_changed: [409, 'This report has changed meanwhile: it is {state} now.'],
  report_not_open: [409, 'This report is closed. Reopen it first.'],
  report_open: [409, 'This report is not closed.'],
  no_such_audit_row: [404, 'The audit log has no row {seq}, or not any more: rows go when their time is over.'],
  too_many_cases: [422, 'More than {most} cases match. Narrow the filter.'],
  record_away: [503, 'The record does not answer right now. The change is kept and goes on by itself.'],
  // views and imports
  no_such_view: [404, 'That view is not there any more.'],
  not_your_view: [403, 'Only its owner or an administrator can change a shared view.'],
  too_many_views: [422, 'There are too many saved views. Delete some first.'],
  no_such_import: [404, 'There is no such import.'],
  import_running: [409, 'Another import is running. Wait until it has ended.'],
  unreadable_file: [422, 'The file cannot be read: {issue}.'],
  nothing_to_import: [422, 'Nothing in that can be imported.'],
  // sweeps
  no_such_sweep: [404, 'There is no such sweep; a plan that nobody starts is forgotten after a week.'],
  sweep_changed: [409, 'The plan changed since you looked: it now acts on {acting}. Look again.'],
  sweep_state: [409, 'That cannot be done while the sweep is {state}.'],
  sweep_too_many: [422, 'More than {most} people match. Narrow it down.'],
  sweep_nobody: [422, 'Nobody matches.'],
  sweep_only_unknown: [409, 'All that failed are accounts that do not exist. There is nothing to try again.'],
  sweep_stopped: [409, 'The sweep was stopped before Discord did this.'],
  sweep_needs_another: [403, 'Someone other than who started it must approve a sweep of this size.'],
  sweep_broke: [
    500,
    'Something broke on our side, not at Discord. The developers of this bot can see it in their log. It is tried again by itself; if it stays so, stop it and plan the rest anew.',
  ],
  already_banned: [409, 'They were banned already.'],
  // the bot
  bot_missing_permission: [403, 'The bot lacks the {permission} permission. Grant it in Server Settings → Roles.'],
  bot_not_in_guild: [409, 'The bot is not in this server any more.'],
  owner_needs_2fa: [403, 'This server requires two-factor authentication, and the bot owner has none (Discord 60003).'],
  // Discord
  discord_refused: [502, 'Discord refused: {message} ({discordCode}).'],
  discord_down: [503, 'Discord does not answer. The action is kept and will be tried again.'],
  discord_rate_limited: [503, 'Discord asked us to slow down. The action is kept and will be tried again.'],
  discord_ban_limit: [429, 'Discord limits bans of people who are not in the server; that limit is reached (30035).'],
  // the outcome of an action that may or may not have happened
  unknown_outcome: [202, "It is not known whether Discord did this; the server's audit log will tell."],
  expired_action: [410, 'The action came too late and was refused.'],
  sweeps_paused: [503, 'Sweeps are paused for all servers: {reason}'],
  // developers
  bots_are_no_developers: [422, 'That is a bot. Developers are people.'],
  primary_developer: [422, 'The primary developer is named by DEVELOPER_USER_ID and cannot be removed here.'],
  own_developer: [422, 'You cannot remove yourself. Ask another developer.'],
  // broadcasts
  broadcast_begun: [409, 'This broadcast has begun, or is over; it cannot be changed any more.'],
  broadcast_changed: [409, 'Somebody else changed this broadcast meanwhile. Look at it again.'],
  crosspost_to_all: [422, 'What is crossposted reaches all who follow: take the filters of the audience away.'],
  no_announcement_channel: [409, 'The bot’s developers have no announcement channel to follow yet.'],
  broadcast_not_running: [409, 'This broadcast is not running.'],
  not_confirmed: [422, 'Type the title exactly as it is to confirm.'],
  in_the_past: [422, 'That moment is over. Choose a later one, or send it now.'],
  nothing_to_retry: [409, 'Nothing failed, or it is still running.'],
  // settings
  settings_changed: [409, 'Somebody else saved these settings meanwhile. Look at them again.'],
  // seats
  cannot_change_own_seat: [422, 'You cannot change your own seat.'],
} as const satisfies Record<string, readonly [number, string]>

export type FailureCode = keyof typeof failures

/** The refusal that no further try changes. */
export const NO_ACCOUNT = 'unknown_user' satisfies FailureCode

/** Builds a refusal with its sentence filled in. */
export function fail(code: FailureCode, details?: Record<string, string | number>): Failure {
  const message = failures[code][1].replace(/\{(\w+)\}/g, (_, name: string) => String(details?.[name] ?? '?'))
  return details ? { ok: false, code, message, details } : { ok: false, code, message }
}

export const failureStatus = (code: FailureCode): number => failures[code][0]
