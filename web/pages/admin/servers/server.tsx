import { useLocation, useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import BackIcon from '~icons/lucide/arrow-left'
import CommandsIcon from '~icons/lucide/terminal'
import LogIcon from '~icons/lucide/logs'
import { Avatar } from '#web/ui/avatar.tsx'
import { LinkButton } from '#web/ui/link-button.tsx'
import { Notice } from '#web/ui/notice.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { iconUrl } from '#web/data/images.ts'
import { useServer } from '#web/data/servers.ts'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { ServerBadges } from './server-badges.tsx'
import { ServerFacts } from './server-facts.tsx'
import { ServerHealth } from './server-health.tsx'
import { ServerLog } from './server-log.tsx'
import { ServerSeats } from './server-seats.tsx'
import { ServerSettings } from './server-settings.tsx'

/** One server: what it is, how it is set up, how it does, and its part of the log. */
export function ServerPage() {
  const params = useParams<{ id: string }>()
  const location = useLocation()
  const query = useServer(() => params.id)
  return (
    <div class="page">
      <PageHeader
        title={query.data?.row.name ?? 'Server'}
        lead={
          <span class="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span class="font-mono text-sm">{params.id}</span>
            <Show when={query.data}>{(view) => <ServerBadges row={view().row} />}</Show>
          </span>
        }
        actions={
          <>
            <LinkButton href={`/admin/servers${location.search}`}>
              <BackIcon /> All servers
            </LinkButton>
            <LinkButton href={`/admin/log?guild=${params.id}`}>
              <LogIcon /> Log
            </LinkButton>
            <LinkButton href={`/admin/commands?guild=${params.id}`}>
              <CommandsIcon /> Commands
            </LinkButton>
          </>
        }
      />
      <Loaded query={query} what="The server">
        {(view) => (
          <>
            <p class="flex items-center gap-3 text-sm text-ink-3">
              <Avatar name={view().row.name} src={iconUrl(view().row)} shape="square" size={40} />
              <span>
                How it is set up and how it does. Nothing of what is in its cases, reports or messages is shown here,
                and its audit log says, once a day, that you looked.
              </span>
            </p>
            <Show when={!view().look}>
              <Notice tone="warn">
                <strong>The server's own object does not answer.</strong> What stands in the registry is shown; names
                and figures are missing.
              </Notice>
            </Show>
            <div class="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)] [&>*]:min-w-0">
              <div class="grid gap-4">
                <ServerFacts view={view()} />
                <ServerHealth view={view()} />
                <ServerSeats view={view()} />
              </div>
              <ServerSettings view={view()} />
            </div>
            <ServerLog guild={view().row.id} />
          </>
        )}
      </Loaded>
    </div>
  )
}
