import { ban } from './ban.ts'
import { caseCommand } from './case.ts'
import type { Command } from './command.ts'
import { dashboard } from './dashboard.ts'
import { makeHelp } from './help.ts'
import { history, historyMenu } from './history.ts'
import { kick } from './kick.ts'
import { lock } from './lock.ts'
import { news } from './news.ts'
import { note } from './note.ts'
import { ping } from './ping.ts'
import { purge } from './purge.ts'
import { report, reportMessageMenu, reportUserMenu } from './report.ts'
import { raid } from './raid.ts'
import { slowmode } from './slowmode.ts'
import { softban } from './softban.ts'
import { tempban } from './tempban.ts'
import { timeout } from './timeout.ts'
import { timeoutMenu } from './timeout-menu.ts'
import { unban } from './unban.ts'
import { unlock } from './unlock.ts'
import { untimeout } from './untimeout.ts'
import { unwarn } from './unwarn.ts'
import { warn } from './warn.ts'

const help = makeHelp(() => commands)

/** Every command, in the order people see them in /help. */
export const commands: readonly Command[] = [
  ban,
  tempban,
  softban,
  unban,
  kick,
  timeout,
  untimeout,
  warn,
  unwarn,
  note,
  purge,
  slowmode,
  lock,
  unlock,
  raid,
  caseCommand,
  history,
  historyMenu,
  timeoutMenu,
  report,
  reportMessageMenu,
  reportUserMenu,
  news,
  dashboard,
  ping,
  help,
]

const CHAT_INPUT = 1
const keyOf = (type: number, name: string): string => `${type} ${name}`
const byName = new Map(commands.map((c) => [keyOf(c.definition.type ?? CHAT_INPUT, c.definition.name), c]))

export const findCommand = (type: number, name: string): Command | undefined => byName.get(keyOf(type, name))
