import { verificationLabels } from '#schema/contract/action.ts'
import { MAX_CONTAIN } from '#schema/contract/kinds.ts'
import type { ActingCommand } from './command.ts'
import { completeAction } from './complete-action.ts'
import { duration, durationOf, inServers, needs, OptionType, reason } from './options.ts'

const HOUR = '1h'

export const raid = {
  definition: {
    name: 'raid',
    description: 'Keep new people out for a while',
    ...inServers,
    default_member_permissions: needs('manageGuild'),
    options: [
      {
        type: OptionType.subcommand,
        name: 'on',
        description: 'Pause invites and DMs and raise verification; again, to set a new end',
        options: [
          duration('For how long, 5 minutes to a day; an hour when left empty', false),
          reason(),
          {
            type: OptionType.integer,
            name: 'verification',
            description: 'At least this level; Highest when left empty',
            choices: verificationLabels.map((label, value) => ({ name: label, value })),
          },
        ],
      },
      {
        type: OptionType.subcommand,
        name: 'off',
        description: 'Put everything back as it was before',
        options: [reason()],
      },
    ],
  },
  draft({ subcommand, options }) {
    if (subcommand === 'off') return { kind: 'release', reason: options.reason }
    const ms = durationOf(options.duration ?? HOUR)
    if (typeof ms !== 'number') return ms
    return { kind: 'contain', reason: options.reason, duration: ms, verification: options.verification }
  },
  complete: (asked, records) => completeAction(asked, records, MAX_CONTAIN),
} satisfies ActingCommand
