import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { people, roles, servers } from '#sandbox/world/cast.ts'
import { phone, refusedWith, useBrowser } from '#test/product/browser.ts'
import { actOn, choose, dialog, inHarbour, openActOn, signIn, soon, visit } from '#test/product/dashboard.ts'
import { signInOwner, type PersonAtDesk } from '#test/product/person.ts'
import { startStage, type Stage } from '#test/product/stage.ts'

let stage: Stage
let owner: PersonAtDesk
const browser = useBrowser()
beforeAll(async () => {
  stage = await startStage()
  owner = await signInOwner(stage, people.mara, servers.harbour)
})
afterAll(() => stage.close())

async function giveSeat(subjectType: 'user' | 'role', subjectId: string, level: string): Promise<void> {
  const body = JSON.stringify({ subjectType, subjectId, level })
  const answer = await owner.request(`/api/guilds/${servers.harbour}/seats`, { method: 'PUT', body })
  expect(answer.status).toBeLessThan(300)
}
async function takeSeat(subjectType: 'user' | 'role', subjectId: string): Promise<void> {
  const path = `/api/guilds/${servers.harbour}/seats/${subjectType}/${subjectId}`
  expect((await owner.request(path, { method: 'DELETE' })).status).toBeLessThan(300)
}

describe.each([
  ['on a desk', undefined],
  ['on a phone', phone],
] as const)('what one may do, %s', (_, screen) => {
  test('a helper sees every action; what Discord does not let her do says why', async () => {
    await giveSeat('user', people.priya, 'moderator')
    const priya = await browser.open(screen && { screen })
    await signIn(priya, stage, 'Priya', inHarbour('/members'))
    await openActOn(priya, 'Rick')
    const ban = dialog(priya).getByRole('radio', { name: 'Ban', exact: true })
    expect(await ban.getAttribute('aria-disabled')).toBe('true')
    await ban.focus()
    await priya
      .getByRole('tooltip')
      .filter({ visible: true })
      .getByText('You need the Ban Members permission')
      .first()
      .waitFor()
    await choose(priya, 'Timeout')
    await dialog(priya).getByRole('button', { name: 'Timeout', exact: true }).waitFor()
    await priya.context().close()
  })

  test('with a viewer seat one looks and cannot act', async () => {
    await giveSeat('user', people.priya, 'viewer')
    const priya = await browser.open(screen && { screen })
    await signIn(priya, stage, 'Priya', inHarbour())
    const act = priya.getByRole('button', { name: 'Act…' })
    expect(await act.getAttribute('aria-disabled')).toBe('true')
    await act.click({ force: true })
    expect(await dialog(priya).count()).toBe(0)
    await visit(priya, 'Members')
    await openActOn(priya, 'Rick')
    const radios = dialog(priya).getByRole('radio')
    for (const radio of await radios.all()) expect(await radio.getAttribute('aria-disabled')).toBe('true')
    await priya.context().close()
  })
})

test('without a seat one is told so, and whom to ask', async () => {
  browser.expectTrouble(refusedWith(403), /Unexpected response code: 403/)
  const leo = await browser.open()
  await signIn(leo, stage, 'Leo', inHarbour())
  await leo.getByRole('heading', { name: 'You have no seat here' }).waitFor()
  await leo.getByText('Ask an administrator to give you one.').waitFor()
  await leo.context().close()
})

test('when a seat is taken, the open page closes by itself', async () => {
  await giveSeat('role', roles.harbour.helper, 'moderator')
  await takeSeat('user', people.priya)
  const priya = await browser.open()
  await signIn(priya, stage, 'Priya', inHarbour('/cases'))
  await priya.getByText('No cases yet').waitFor()
  browser.expectTrouble(refusedWith(403), /Unexpected response code: 403/)
  await takeSeat('role', roles.harbour.helper)
  await priya.getByRole('heading', { name: 'You have no seat here' }).waitFor(soon)
  await priya.context().close()
})

describe('refusals', () => {
  let tomas: Page
  test.each([
    ['Mara', 'The owner of the server cannot be moderated.'],
    ['Ines', 'Their highest role is not below yours.'],
    ['Dana', 'Their highest role is not below yours.'],
  ])('Tomas cannot ban %s, and reads why', async (name, sentence) => {
    if (!tomas) {
      await giveSeat('role', roles.harbour.moderator, 'moderator')
      tomas = await browser.open()
      await signIn(tomas, stage, 'Tomas', inHarbour('/members'))
    }
    browser.expectTrouble(refusedWith(403), refusedWith(422))
    await openActOn(tomas, name)
    const ban = dialog(tomas).getByRole('radio', { name: 'Ban', exact: true })
    if ((await ban.getAttribute('aria-disabled')) === 'true') {
      await ban.focus()
      await tomas.getByRole('tooltip').filter({ visible: true }).getByText(sentence).waitFor()
    } else {
      await choose(tomas, 'Ban')
      await dialog(tomas).getByRole('button', { name: 'Ban', exact: true }).click()
      await dialog(tomas).getByText('Not done').waitFor()
      await dialog(tomas).getByText(sentence).waitFor()
    }
    await tomas.keyboard.press('Escape')
    await tomas.keyboard.press('Escape')
    expect(await owner.cases(servers.harbour)).toEqual([])
  })

  test('a reason that is too long is said beside the field, before anything is sent', async () => {
    await actOn(tomas, 'Rick', 'Ban', 'x'.repeat(513))
    await dialog(tomas).getByText('At most 512 characters.').waitFor()
    expect(await owner.cases(servers.harbour)).toEqual([])
  })
})
