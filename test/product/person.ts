import type { Case, CasePage } from '#schema/contract/case.ts'
import type { ActionRequestInput, DeedInput, Outcome } from '#schema/contract/action.ts'
import type { Overview } from '#schema/contract/live.ts'
import { eventually, type Stage } from './stage.ts'

/** Someone signed in, using the dashboard's API as their browser would. */
export interface PersonAtDesk {
  cookie: string
  request(path: string, init?: RequestInit): Promise<Response>
  act(guild: string, deed: DeedInput, id?: string, more?: Omit<ActionRequestInput, 'id' | 'deed'>): Promise<Outcome>
  /** all of them, newest first */
  cases(guild: string): Promise<Case[]>
  overview(guild: string): Promise<Overview>
  /** has each case of this guild posted to this channel */
  logTo(guild: string, logChannelId: string): Promise<void>
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

/** Signs in the owner of a server, once Wardroom has heard of it from Discord. */
export async function signInOwner(stage: Stage, userId: string, guild: string): Promise<PersonAtDesk> {
  const owner = await signIn(stage, userId)
  await eventually(async () => (await owner.request(`/api/guilds/${guild}`)).ok, `news of server ${guild}`)
  return owner
}

/** Signs in through Discord's OAuth page, as this person. */
export async function signIn(stage: Stage, userId: string): Promise<PersonAtDesk> {
  const login = await fetch(`${stage.product.url}/auth/login`, { redirect: 'manual' })
  const consent = login.headers.get('location') ?? ''
  const form = new URLSearchParams({ person: userId, decision: 'authorize' })
  const granted = await fetch(consent, { method: 'POST', body: form, redirect: 'manual' })
  const back = new URL(granted.headers.get('location') ?? '')
  const callback = await fetch(stage.product.url + back.pathname + back.search, {
    headers: { cookie: cookiesOf(login) },
    redirect: 'manual',
  })
  const cookie = cookiesOf(callback)
  const request = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(stage.product.url + path, {
      ...init,
      headers: { cookie, origin: stage.url, 'content-type': 'application/json', ...init.headers },
    })
  const read = async <T>(path: string): Promise<T> => {
    const answer = await request(path)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
  return {
    cookie,
    request,
    act: async (guild, deed, id = crypto.randomUUID(), more = {}) => {
      const answer = await request(`/api/guilds/${guild}/actions`, {
        method: 'POST',
        body: JSON.stringify({ id, deed, ...more }),
      })
      return (await answer.json()) as Outcome
    },
    cases: async (guild) => {
      const all: Case[] = []
      for (let before: number | null = 0; before !== null;) {
        const page: CasePage = await read(`/api/guilds/${guild}/cases${before ? `?before=${before}` : ''}`)
        all.push(...page.cases)
        before = page.next
      }
      return all
    },
    overview: (guild) => read(`/api/guilds/${guild}/overview`),
    logTo: async (guild, logChannelId) => {
      const body = JSON.stringify({ logChannelId })
      const answer = await request(`/api/guilds/${guild}/settings`, { method: 'PATCH', body })
      if (!answer.ok) throw new Error(`settings: ${answer.status} ${await answer.text()}`)
    },
  }
}

/** Signs in, waits until Wardroom knows the server and hears its relay, and has cases posted to this channel. */
export async function settleIn(
  stage: Stage,
  { userId, guildId, logTo }: { userId: string; guildId: string; logTo?: string },
): Promise<PersonAtDesk> {
  const person = await signIn(stage, userId)
  const isReady = async (): Promise<boolean> => (await person.overview(guildId)).relayOnline
  await eventually(() => isReady().catch(() => false), 'the server known and its relay heard')
  if (logTo) await person.logTo(guildId, logTo)
  return person
}
