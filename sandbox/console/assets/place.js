import { look, toast } from './dom.js'

const listeners = new Set()

/** Who one is and where, kept in the address; `view` is what the control API tells of it. */
export const place = { userId: '', guildId: '', channelId: '', view: null }

export const onPlace = (listener) => listeners.add(listener)
export const whereBody = () => ({ userId: place.userId, guildId: place.guildId, channelId: place.channelId })

export async function openPlace() {
  const cast = await look('cast')
  const first = cast[0]?.people[0]?.id ?? ''
  const query = new URLSearchParams(location.search)
  const saved = JSON.parse(localStorage.getItem('place') ?? '{}')
  const wish = (name) => query.get(name) ?? saved[name]
  Object.assign(place, {
    userId: wish('user') ?? first,
    guildId: wish('guild') ?? '',
    channelId: wish('channel') ?? '',
  })
  try {
    await refresh()
  } catch {
    Object.assign(place, { userId: first, guildId: '', channelId: '' })
    await refresh()
  }
}

/** Moves: parts left out stay. A new server opens its first channel that can be seen. */
export async function go(wish) {
  Object.assign(place, wish.guildId && wish.guildId !== place.guildId ? { channelId: '' } : {}, wish)
  await refresh().catch((error) => toast(error.message))
}

let running = null
let again = false
/** Reads everything of this place anew; calls in between make one more round. */
export function refresh() {
  if (running) {
    again = true
    return running
  }
  running = read().finally(() => {
    running = null
    if (again) {
      again = false
      void refresh().catch(() => undefined)
    }
  })
  return running
}

async function read() {
  const asked = { user: place.userId, guild: place.guildId, channel: place.channelId }
  const view = await look('place', asked)
  // one has moved on meanwhile: the next round, already due, shows that place
  if (place.userId !== asked.user || place.guildId !== asked.guild || place.channelId !== asked.channel) return
  place.view = view
  place.guildId = view.guildId
  place.channelId = view.channelId
  const { userId: user, guildId: guild, channelId: channel } = place
  localStorage.setItem('place', JSON.stringify({ user, guild, channel }))
  history.replaceState(null, '', `?${new URLSearchParams({ user, guild, channel })}`)
  for (const listener of listeners) listener(view)
}

export const personOf = (id) => place.view?.people[id] ?? { id, name: id, username: id, roles: [] }
