import { Feed } from './console/feed.ts'
import { mountConsole } from './console/mount-console.ts'
import { Gateway } from './gateway/gateway.ts'
import { interactionsUrl } from './interactions/interactions-url.ts'
import { Interactions } from './interactions/interactions.ts'
import { ByHand } from './life/by-hand.ts'
import { Fleet } from './life/fleet.ts'
import { Life } from './life/life.ts'
import { Raids } from './life/raids.ts'
import type { Sandbox } from './sandbox.ts'
import { chance } from './world/chance.ts'

/** What is alive in a sandbox: tests and the console drive it. */
export interface Live {
  gateway: Gateway
  interactions: Interactions
  /** what people do in Discord's own client */
  hand: ByHand
  raids: Raids
  life: Life
  feed: Feed
  /** many small servers, on request */
  fleet: Fleet
}

/** Mounts what is alive: gateway, interactions, console, background life. */
export function mountLive(sandbox: Sandbox): Live {
  const { world, faults, violations, requests, options } = sandbox
  const seed = options.chanceSeed ?? 1
  const feed = new Feed(requests, violations)
  const violate = (method: string, path: string, what: string): void =>
    violations.add({ at: Date.now(), method, path, what })
  const gateway = new Gateway(
    world,
    { url: `${sandbox.url.replace('http', 'ws')}/gateway`, seed, ...options.gatewayOptions },
    {
      note: (note) => feed.add({ kind: 'gateway', at: Date.now(), ...note }),
      violation: (what) => violate('GATEWAY', '/gateway', what),
      identified: () => {
        sandbox.gateway.session_start_limit.remaining = gateway.identifiesLeft
      },
    },
  )
  const interactions = new Interactions(world, {
    url: () => interactionsUrl(options),
    random: chance(seed + 100),
    probeRate: options.probeRate,
    note: (note) => feed.add({ kind: 'interaction', ...note }),
    violation: (what) => violate('POST', '/interactions', what),
  })
  const hand = new ByHand(world)
  const raids = new Raids(world, hand, seed + 200)
  const life = new Life(world, hand, seed + 300)
  const fleet = new Fleet(world, faults, interactions)
  const live: Live = { gateway, interactions, hand, raids, life, feed, fleet }

  const stopFaults = faults.onChange(() => gateway.setDown(faults.outage !== 'none'))
  sandbox.mount({
    upgrade: (request, socket, head, url) => {
      if (url.pathname !== '/gateway') return false
      gateway.upgrade(request, socket, head)
      return true
    },
  })
  mountConsole(sandbox, live)
  sandbox.onClose(async () => {
    life.rate = 0
    raids.stop()
    fleet.stop()
    stopFaults()
    feed.close()
    gateway.close()
    await interactions.settled()
  })
  if (options.life) life.rate = 1
  return live
}
