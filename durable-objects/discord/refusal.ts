import { fail, type Failure } from '#schema/contract/failure.ts'
import { permissionLabel, type PermissionName } from '#schema/contract/permission.ts'

/** What Discord said no with: its JSON error code (0 when it gave none), the HTTP status and its message. */
export interface Said {
  code: number
  status: number
  message: string
}

/** Discord's refusals in Wardroom's words; `permission` is what the call needs of the bot. The only such list. */
export function refusal({ code, status, message }: Said, permission?: PermissionName): Failure {
  switch (code) {
    case 10003: // unknown channel
      return fail('unknown_channel')
    case 10004: // unknown guild
      return fail('bot_not_in_guild')
    case 10007: // unknown member
      return fail('target_not_member')
    case 10013: // unknown user
      return fail('unknown_user')
    case 10026: // unknown ban
      return fail('not_banned')
    case 30035: // bans of people who are not members
      return fail('discord_ban_limit')
    case 50001: // missing access
      return fail('bot_missing_permission', { permission: permissionLabel.viewChannel })
    case 50013: // missing permissions
      return permission
        ? fail('bot_missing_permission', { permission: permissionLabel[permission] })
        : fail('discord_refused', { message, discordCode: code })
    case 50024: // wrong channel type
      return fail('wrong_channel')
    case 60003:
      return fail('owner_needs_2fa')
    default:
      return fail('discord_refused', { message: message.slice(0, 200), discordCode: code || status })
  }
}
