import { MAX_REASON } from '#schema/contract/action.ts'
import { fail } from '#schema/contract/failure.ts'
import { ask } from '#workers/interactions/answer.ts'
import { timeoutFormId } from '#workers/interactions/components/custom-id.ts'
import { clipLine } from '#workers/interactions/escape.ts'
import type { InstantCommand } from './command.ts'
import { inServers, needs } from './options.ts'

/** A person's context menu: opens a form; `components/timeout-form.ts` takes what comes back. */
export const timeoutMenu = {
  definition: {
    type: 2,
    name: 'Timeout…',
    ...inServers,
    default_member_permissions: needs('moderateMembers'),
  },
  respond: ({ target }) =>
    target
      ? ask({
          title: clipLine(`Time out ${target.name}`, 45),
          custom_id: timeoutFormId(target.id),
          components: [
            {
              type: 18,
              label: 'Duration',
              description: 'Such as 10m, 2h or 7d; at most 28d',
              component: { type: 4, custom_id: 'duration', style: 1, value: '1h', max_length: 40, required: true },
            },
            {
              type: 18,
              label: 'Reason',
              description: 'It goes into the case, the audit log and the notice',
              component: { type: 4, custom_id: 'reason', style: 2, max_length: MAX_REASON, required: false },
            },
          ],
        })
      : fail('unknown_user'),
} satisfies InstantCommand
