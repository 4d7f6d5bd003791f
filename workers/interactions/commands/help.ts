import { Permission } from '#schema/contract/permission.ts'
import { show } from '#workers/interactions/answer.ts'
import type { Command, Definition, InstantCommand } from './command.ts'
import { inServers } from './options.ts'

/** Whether Discord shows this command to someone with these permissions, unless an admin said otherwise. */
export function isOpenTo({ default_member_permissions: needed }: Definition, permissions: bigint): boolean {
  if (!needed || (permissions & Permission.administrator) !== 0n) return true
  return (permissions & BigInt(needed)) === BigInt(needed)
}

const MESSAGE = 3

const lineOf = (definition: Definition): string =>
  'description' in definition && definition.description
    ? `**/${definition.name}** · ${definition.description}`
    : `**${definition.name}** · right-click a ${definition.type === MESSAGE ? 'message' : 'person'} → Apps`

/** Lists what the asker may use; `all` is the registry, this one included. */
export const makeHelp = (all: () => readonly Command[]) =>
  ({
    definition: { name: 'help', description: 'The commands you can use here', ...inServers },
    respond: ({ permissions }) =>
      show({
        embeds: [
          {
            title: 'What you can do here',
            color: 0x3f_7f_d6,
            description: all()
              .filter(({ definition }) => isOpenTo(definition, permissions))
              .map(({ definition }) => lineOf(definition))
              .join('\n'),
          },
        ],
      }),
  }) satisfies InstantCommand
