import { useLocation, useNavigate, useParams } from '@solidjs/router'
import { createMemo } from 'solid-js'
import { useGuild } from '#web/data/guild.ts'

/** Which row of a list is open beside it, by the number after the list's own path, and the way to any other. */
export function createOpenRow(path: string, param: string) {
  const guild = useGuild()
  const params = useParams<Record<string, string>>()
  const location = useLocation()
  const navigate = useNavigate()
  const open = createMemo(() => (/^[1-9]\d{0,14}$/.test(params[param] ?? '') ? Number(params[param]) : undefined))
  const href = (number?: number): string =>
    guild.link(`${path}${number === undefined ? '' : `/${number}`}${location.search}`)
  return {
    open,
    href,
    go: (number: number | undefined, replace = false): void => navigate(href(number), { scroll: false, replace }),
  }
}
