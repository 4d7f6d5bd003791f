const card =
  'grid-cols-[minmax(0,1fr)_auto] [grid-template-areas:"who_time""what_what""glance_glance""where_num"] gap-y-1'
const narrow =
  '@3xl:grid-cols-[4rem_minmax(0,0.8fr)_minmax(0,1.6fr)_minmax(0,1.2fr)_5.5rem] @3xl:gap-y-0 @3xl:[grid-template-areas:"num_who_what_glance_time"]'
const wide =
  '@min-[56rem]:grid-cols-[4.5rem_minmax(0,0.8fr)_minmax(0,1.7fr)_minmax(0,1.3fr)_7rem_5.5rem] @min-[56rem]:[grid-template-areas:"num_who_what_glance_where_time"]'

/** Cards where the list is narrow, columns where it is not; the list is the container, so an open sheet counts. */
export const rowGrid = `grid items-center gap-x-3 ${card} ${narrow} ${wide}`

export const area = {
  number: '[grid-area:num] justify-self-end @3xl:justify-self-start',
  who: '[grid-area:who] min-w-0',
  what: '[grid-area:what] min-w-0',
  glance: '[grid-area:glance] min-w-0',
  where: '[grid-area:where] min-w-0 @3xl:hidden @min-[56rem]:block',
  time: '[grid-area:time] justify-self-end text-right',
}

export const columns = [
  { area: area.number, title: 'Row' },
  { area: area.who, title: 'Who' },
  { area: area.what, title: 'Did' },
  { area: area.glance, title: 'Why, or what changed' },
  { area: area.where, title: 'From' },
  { area: area.time, title: 'When' },
]
