import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import type { FleetPage } from '#schema/contract/fleet.ts'
import { modulesOf } from '#schema/contract/modules.ts'
import { defaultSettings } from '#schema/contract/settings.ts'
import { seedSql } from '#scripts/seed.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { visitorOf } from './visitor.ts'

test("a newcomer's servers stand in the panel with what is switched on in them", async () => {
  for (const statement of seedSql(Date.now()).split(';\n')) if (statement.trim()) await env.DB.prepare(statement).run()
  const mara = await visitorOf(people.mara)
  const { rows }: FleetPage = await (await mara.fetch('/api/developer/servers?q=Tabletop')).json()
  const logging = modulesOf({ ...defaultSettings, logChannelId: channels.tabletop.modLog })
  expect(logging).toContain('mod_log')
  expect(rows).toMatchObject([{ id: servers.tabletop, modules: logging }])
})
