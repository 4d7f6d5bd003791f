import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Outcome } from '#schema/contract/action.ts'
import { Permission } from '#schema/contract/permission.ts'
import { channels, people, servers } from '#sandbox/world/cast.ts'
import { findBarriers } from '#test/product/axe.ts'
import { phone, useBrowser } from '#test/product/browser.ts'
import { choose, dialog, fact, inHarbour, openActOn, sheet, signIn, soon } from '#test/product/dashboard.ts'
import { signIn as signInAtDesk, signInOwner, type PersonAtDesk } from '#test/product/person.ts'
import { eventually, startStage, type Stage } from '#test/product/stage.ts'

const guild = servers.harbour
const pictures = '.data/screenshots'
let stage: Stage
let owner: PersonAtDesk
/** Tomas again, by the API */
let atDesk: PersonAtDesk
const browser = useBrowser()

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  stage = await startStage()
  owner = await signInOwner(stage, people.mara, guild)
  const seat = { subjectType: 'user', subjectId: people.tomas, level: 'moderator' }
  await owner.request(`/api/guilds/${guild}/seats`, { method: 'PUT', body: JSON.stringify(seat) })
  atDesk = await signInAtDesk(stage, people.tomas)
})
afterAll(() => stage.close())

const link = (messageId: string) => `https://discord.com/channels/${guild}/${channels.harbour.general}/${messageId}`
const numberOf = async (outcome: ReturnType<PersonAtDesk['act']>): Promise<number> => {
  const done = await outcome
  if (!done.ok || done.number === undefined) throw new Error(JSON.stringify(done))
  return done.number
}
const look = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: `${pictures}/casework-${name}.png` })
  expect(await findBarriers(page)).toEqual([])
}
/** Brings a part of the open case into sight. */
const show = (page: Page, number: number, name: string) =>
  sheet(page, number).getByRole('region', { name, exact: false }).first().scrollIntoViewIfNeeded()

describe.each([
  ['on a desk', 'desk', undefined, people.rick, 'Rick'],
  ['on a phone', 'phone', phone, people.nils, 'Nils'],
] as const)('a case, %s', (_, device, screen, target, name) => {
  let tomas: Page
  let warned = 0

  test('keeps the messages that it is about, whatever becomes of them', async () => {
    const { hand } = stage.sandbox.live
    const said = hand.write(
      {
        userId: target,
        guildId: guild,
        channelId: channels.harbour.general,
        content: '<img src=x> \u202efree *nitro* here',
      },
      { files: [{ name: 'proof.png', size: 60, type: 'image/png' }], cdn: `${stage.environment.DISCORD_CDN}` },
    )
    const silent = stage.sandbox.world.writeMessage(channels.harbour.general, target, { content: '' })
    tomas = await browser.open({ ...(screen ? { screen } : {}), theme: device === 'desk' ? 'light' : 'dark' })
    await signIn(tomas, stage, 'Tomas', inHarbour('/members'))
    await openActOn(tomas, name)
    await choose(tomas, 'Warn')
    await dialog(tomas).getByLabel('Reason').fill('advertising')
    await dialog(tomas).getByRole('button', { name: 'Add messages as evidence' }).click()
    await dialog(tomas).getByLabel('Evidence').fill('https://example.com/channels/1/2/3')
    await dialog(tomas).getByRole('button', { name: 'Warn', exact: true }).click()
    await dialog(tomas).getByText('is not a link to a message').waitFor()
    await dialog(tomas)
      .getByLabel('Evidence')
      .fill(`${link(said.id)}\n${link(silent.id)}`)
    await look(tomas, `${device}-act`)
    await dialog(tomas).getByRole('button', { name: 'Warn', exact: true }).click()
    await tomas
      .getByRole('link', { name: /^Case #\d+$/ })
      .first()
      .waitFor()
    const [latest] = await owner.cases(guild)
    warned = latest?.number ?? 0
    stage.sandbox.world.deleteMessages(channels.harbour.general, [said.id], { by: people.mara })

    await tomas.goto(stage.url + inHarbour(`/cases/${warned}`))
    const open = sheet(tomas, warned)
    await open.getByText('<img src=x> free *nitro* here').waitFor()
    await open.getByText('lacks the Message Content intent').waitFor()
    const waiting = tomas.waitForEvent('download')
    await open.getByRole('link', { name: 'proof.png' }).click()
    expect((await waiting).suggestedFilename()).toBe('proof.png')
    // what it shows turns no text; what is copied is what the hash is of
    await tomas.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await open.getByRole('button', { name: 'Copy JSON' }).first().click()
    const copied = await tomas.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain('\u202efree')
    await open.getByTitle(`SHA-256 ${createHash('sha256').update(copied).digest('hex')}`).waitFor()
    await show(tomas, warned, 'Evidence')
    await look(tomas, `${device}-evidence`)

    // the other goes while the page is open
    const still = open.getByText('Still in Discord')
    await still.waitFor()
    stage.sandbox.world.deleteMessages(channels.harbour.general, [silent.id], { by: people.mara })
    await still.waitFor({ state: 'detached', ...soon })
  })

  test('is labelled, assigned, reviewed and linked, and shows it at once', async () => {
    const other = await numberOf(owner.act(guild, { kind: 'note', targetId: people.leo, reason: 'his cousin' }))
    const open = sheet(tomas, warned)
    await open.getByRole('button', { name: 'Label', exact: true }).click()
    await tomas.getByRole('menuitem', { name: 'Spam' }).click()
    await open.getByRole('button', { name: 'Remove label Spam' }).waitFor(soon)
    await open.getByRole('button', { name: 'Assign', exact: true }).click()
    await look(tomas, `${device}-assign`)
    await tomas.getByRole('menuitemradio', { name: /\(you\)/ }).click()
    await fact(open, 'Assigned to').getByRole('link', { name: 'Tomas' }).waitFor(soon)
    await open.getByRole('button', { name: 'Mark as reviewed' }).click()
    await tomas.getByText('Marked as reviewed.').last().waitFor()
    await tomas.getByRole('button', { name: 'Undo' }).last().click()
    await open.getByRole('button', { name: 'Mark as reviewed' }).waitFor(soon)
    await open.getByRole('button', { name: 'Link', exact: true }).click()
    await tomas.getByRole('textbox', { name: 'Number of the case' }).fill(`#${other}`)
    await tomas.keyboard.press('Enter')
    await open.getByRole('link', { name: `Case #${other}` }).waitFor(soon)
    await open.getByText('added the label Spam').waitFor(soon)
    await eventually(async () => {
      const all = await owner.cases(guild)
      return all.find((c) => c.number === other)?.links.includes(warned)
    }, 'the link on the other side')
  })

  test('has a thread that colleagues read as it is written', async () => {
    const open = sheet(tomas, warned)
    const said = `Second time this week, ${name}.`
    await open.getByLabel('Comment', { exact: true }).fill(said)
    await open.getByRole('button', { name: 'Comment', exact: true }).click()
    const comment = open.getByRole('article', { name: 'Comment by Tomas' })
    await comment.getByText(said).waitFor(soon)
    const path = `/api/guilds/${guild}/cases/${warned}/comments`
    const reply = { key: crypto.randomUUID(), text: 'I talked to them.' }
    await owner.request(path, { method: 'POST', body: JSON.stringify(reply) })
    await open.getByText('I talked to them.').waitFor(soon)
    await comment.getByRole('button', { name: 'More about this comment' }).click()
    await tomas.getByRole('menuitem', { name: 'Edit' }).click()
    await comment.getByRole('textbox').fill('Third time, in fact.')
    await comment.getByRole('button', { name: 'Save' }).click()
    await comment.getByText('Third time, in fact.').waitFor(soon)
    await show(tomas, warned, 'Thread')
    await look(tomas, `${device}-thread`)
    await comment.getByRole('button', { name: 'More about this comment' }).click()
    await tomas.getByRole('menuitem', { name: 'Delete' }).click()
    await dialog(tomas).getByRole('button', { name: 'Delete' }).click()
    await open.getByText(/A comment by Tomas was deleted by Tomas/).waitFor(soon)
  })

  test('that runs is made longer and ended by cases of their own', async () => {
    const first = await numberOf(
      atDesk.act(guild, { kind: 'timeout', targetId: target, duration: 3_600_000, reason: 'flooding' }),
    )
    await tomas.goto(stage.url + inHarbour(`/cases/${first}`))
    const open = sheet(tomas, first)
    await open.getByRole('button', { name: 'Change length' }).waitFor()
    await look(tomas, `${device}-running`)
    await open.getByRole('button', { name: 'Change length' }).click()
    await dialog(tomas).getByText('This replaces what runs by case').waitFor()
    await dialog(tomas).getByRole('textbox', { name: 'For how long' }).fill('5h')
    await look(tomas, `${device}-change`)
    await dialog(tomas).getByRole('button', { name: 'Timeout', exact: true }).click()
    await open.getByText('Replaced by').waitFor()
    const second = first + 1
    await open
      .getByRole('link', { name: `Case #${second}` })
      .first()
      .click()
    const next = sheet(tomas, second)
    await next.getByText('Replaces').waitFor()
    await next.getByRole('button', { name: 'End now' }).click()
    await dialog(tomas).getByRole('button', { name: 'Remove timeout', exact: true }).click()
    await next.getByText('Ended by').waitFor()
    expect(stage.sandbox.world.member(guild, target)?.communication_disabled_until ?? null).toBeNull()
    await tomas.context().close()
  })
})

test('nobody reads by way of evidence what Discord does not show them', async () => {
  const { world } = stage.sandbox
  const channelId = channels.harbour.staff
  const secret = world.writeMessage(channelId, people.mara, { content: 'between us' })
  const hidden = { id: people.tomas, type: 1, allow: '0', deny: String(Permission.viewChannel) }
  world.setOverwrite(channelId, hidden, { by: people.mara })
  const warn = async (): Promise<string> => {
    const deed = { kind: 'warn', targetId: people.leo, reason: 'curious' }
    const evidence = [{ channelId, messageId: secret.id }]
    const asked = JSON.stringify({ id: crypto.randomUUID(), deed, evidence })
    const done = (await (
      await atDesk.request(`/api/guilds/${guild}/actions`, { method: 'POST', body: asked })
    ).json()) as Outcome
    const number = done.ok ? done.number : 0
    const work = await eventually(async () => {
      const answer = await owner.request(`/api/guilds/${guild}/cases/${number}/work`)
      return answer.ok && ((await answer.json()) as { evidence: { evidence: { snapshot: object }[] } })
    }, 'the case')
    return JSON.stringify(work.evidence.evidence.map(({ snapshot }) => snapshot))
  }
  // the product hears of the channel's new rights by its relay
  const kept = await eventually(async () => {
    const found = await warn()
    return found.includes('not_yours_to_see') && found
  }, 'a refusal')
  expect(kept).not.toContain('between us')
})

test('reasons and labels are kept in the settings, and offered where a reason is asked for', async () => {
  const mara = await browser.open()
  await signIn(mara, stage, 'Mara', inHarbour('/settings'))
  await mara.getByRole('button', { name: 'Add a reason' }).click()
  await mara.getByLabel('Short name').fill('Ads')
  await mara.getByLabel('Reason', { exact: true }).fill('Advertising (rule 4)')
  await mara.getByLabel('Labels', { exact: true }).fill('Ban evasion')
  await mara.keyboard.press('Enter')
  await mara.getByRole('button', { name: 'Remove label Ban evasion' }).waitFor()
  await mara.getByRole('heading', { name: 'Reasons and labels' }).scrollIntoViewIfNeeded()
  await look(mara, 'settings')
  await mara.getByRole('button', { name: 'Save', exact: true }).click()
  await mara.getByText('Settings saved.').first().waitFor()
  await mara.goto(stage.url + inHarbour('/members'))
  await openActOn(mara, 'Leo')
  await choose(mara, 'Note')
  await dialog(mara).getByRole('button', { name: 'Choose a reason' }).click()
  await mara.getByRole('menuitem', { name: /Ads/ }).click()
  expect(await dialog(mara).getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Advertising (rule 4)')
  await mara.context().close()
})
