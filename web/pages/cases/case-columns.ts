const card =
  'grid-cols-[1.25rem_minmax(0,1fr)_auto] [grid-template-areas:"sel_kind_time""sel_target_status""sel_reason_reason""sel_mod_num"] gap-y-1.5'
const narrow =
  '@3xl:grid-cols-[1.25rem_3rem_8.5rem_minmax(0,1fr)_minmax(0,1.5fr)_5.75rem_5.75rem] @3xl:gap-y-0 @3xl:[grid-template-areas:"sel_num_kind_target_reason_status_time"]'
const wide =
  '@min-[56rem]:grid-cols-[1.25rem_3rem_8.25rem_minmax(0,1.3fr)_minmax(0,0.9fr)_5.25rem_minmax(0,1.7fr)_5.5rem_5.5rem] @min-[56rem]:[grid-template-areas:"sel_num_kind_target_mod_source_reason_status_time"]'

/** Cards where the list is narrow, columns where it is not; the list is the container, so an open sheet counts. */
export const rowGrid = `grid items-center gap-x-3 ${card} ${narrow} ${wide}`

/** Where each cell stands, and whether it is only there in the widest layout. */
export const area = {
  select: '[grid-area:sel] self-start pt-0.5 @3xl:self-center @3xl:pt-0',
  number: '[grid-area:num] justify-self-end @3xl:justify-self-start',
  kind: '[grid-area:kind] flex min-w-0',
  target: '[grid-area:target] min-w-0',
  moderator: '[grid-area:mod] min-w-0 @3xl:hidden @min-[56rem]:block',
  source: 'hidden @min-[56rem]:block @min-[56rem]:[grid-area:source]',
  reason: '[grid-area:reason] min-w-0',
  status: '[grid-area:status] justify-self-end @3xl:justify-self-start',
  time: '[grid-area:time] justify-self-end text-right',
}

export const columns = [
  { area: area.number, title: 'Case' },
  { area: area.kind, title: 'Action' },
  { area: area.target, title: 'Target' },
  { area: area.moderator, title: 'Moderator' },
  { area: area.source, title: 'Source' },
  { area: area.reason, title: 'Reason' },
  { area: area.status, title: 'Status' },
  { area: area.time, title: 'When' },
]
