import { Show } from 'solid-js'
import { PageHeader } from '#web/ui/page-header.tsx'
import { useGuild } from '#web/data/guild.ts'
import { useQuery } from '#web/data/query.ts'
import { settingsQuery } from '#web/data/settings.ts'
import { AdminsOnly } from '#web/pages/shell/admins-only.tsx'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { SettingsForm } from './settings-form.tsx'

/** How Wardroom behaves in this server. */
export function SettingsPage() {
  const guild = useGuild()
  return (
    <div class="page">
      <Show when={guild.seated('admin')} fallback={<AdminsOnly title="Settings" />}>
        <Content />
      </Show>
    </div>
  )
}

function Content() {
  const guild = useGuild()
  const query = useQuery(() => settingsQuery(guild.id))
  return (
    <>
      <PageHeader
        title="Settings"
        documentTitle={`Settings · ${guild.name()}`}
        lead="How Wardroom works in this server, and what people are told."
      />
      <Loaded query={query} what="The settings">
        {(settings) => <SettingsForm saved={settings()} />}
      </Loaded>
    </>
  )
}
