import type { AuditFilter } from '#schema/contract/audit.ts'
import { useGuild } from '#web/data/guild.ts'
import { ViewBar, type StandardView } from '#web/pages/views/view-bar.tsx'
import { filterText, readAuditFilter } from './audit-filter.ts'

const normal = (query: string): string => filterText(readAuditFilter(Object.fromEntries(new URLSearchParams(query))))

/** The views of the audit log; without counts, as a log only grows. */
export function AuditViews(props: { filter: AuditFilter; view: string | undefined }) {
  const guild = useGuild()
  const standard = (): StandardView[] => [
    { id: 'all', name: 'All', query: '' },
    { id: 'mine', name: 'By me', query: `actor=${guild.access().userId}` },
    { id: 'wardroom', name: 'By Wardroom', query: 'actor=wardroom' },
    { id: 'settings', name: 'Settings and seats', query: 'category=settings%2Cseat' },
    { id: 'files', name: 'Exports and imports', query: 'category=export%2Cimport' },
  ]
  return (
    <ViewBar
      page="audit"
      path="/audit-log"
      standard={standard()}
      query={filterText(props.filter)}
      view={props.view}
      normal={normal}
    />
  )
}
