import { expect, test } from 'vitest'
import { defaultSettings } from '#schema/contract/settings.ts'
import { settingParts } from '#web/pages/admin/servers/setting-parts.ts'

const nameOf = (id: string): string => `#${id}`
const changedIn = (parts: ReturnType<typeof settingParts>) =>
  parts.flatMap(({ lines }) => lines.filter((line) => !line.isDefault).map(({ label, value }) => [label, value]))

test('a server’s settings are told in words, and which of them differ from the first', () => {
  expect(changedIn(settingParts(defaultSettings, nameOf))).toEqual([])
  const settings = {
    ...defaultSettings,
    logChannelId: '1',
    sweeps: { approvalAbove: null, protectedRoleIds: ['2'] },
    warnings: {
      ...defaultSettings.warnings,
      ladder: [{ when: { count: 3 }, withinDays: 30, deed: { kind: 'timeout' as const, duration: 3_600_000 } }],
    },
  }
  expect(changedIn(settingParts(settings, nameOf))).toEqual([
    ['Posted to', '#1'],
    ['Second moderator above', 'never'],
    ['Protected roles', '#2'],
    ['Ladder', ['3 warnings within 30 days: timeout for 1 hour']],
  ])
})
