import { Show } from 'solid-js'
import { LinkButton } from '#web/ui/link-button.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { useGuild } from '#web/data/guild.ts'
import { useImports } from '#web/data/imports.ts'
import { AdminsOnly } from '#web/pages/shell/admins-only.tsx'
import { Loaded } from '#web/pages/shell/loaded.tsx'
import { BansImport } from './bans-import.tsx'
import { FileImport } from './file-import.tsx'
import { ImportList } from './import-list.tsx'

/** Records from elsewhere: looked at, taken over as cases, and taken back. */
export function ImportPage() {
  const guild = useGuild()
  return (
    <div class="page">
      <Show when={guild.seated('admin')} fallback={<AdminsOnly title="Import cases" />}>
        <Content />
      </Show>
    </div>
  )
}

function Content() {
  const guild = useGuild()
  const { query, rows } = useImports(() => guild.id)
  const isBusy = () => rows()?.some((one) => one.state === 'running' || one.state === 'rolling_back') ?? false
  return (
    <>
      <PageHeader
        title="Import cases"
        documentTitle={`Import cases · ${guild.name()}`}
        lead="What happened before, or elsewhere, becomes cases of its own. Nothing is done in Discord, and nobody is told."
        actions={<LinkButton href={guild.link('/cases')}>Back to cases</LinkButton>}
      />
      <div class="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-5">
        <BansImport busy={isBusy()} />
        <FileImport busy={isBusy()} />
        <section class="card p-5">
          <h2 class="mb-3 text-lg font-semibold">Imports so far</h2>
          <Loaded query={query} what="The imports">
            {() => <ImportList imports={rows() ?? []} busy={isBusy()} />}
          </Loaded>
        </section>
      </div>
    </>
  )
}
