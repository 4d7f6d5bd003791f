const card =
  'grid-cols-[minmax(0,1fr)_auto] [grid-template-areas:"target_time""said_said""by_state""who_num"] gap-y-1.5'
const wide =
  '@3xl:grid-cols-[3rem_minmax(0,1fr)_minmax(0,1.7fr)_minmax(0,0.9fr)_minmax(0,0.8fr)_5.5rem_5.5rem] @3xl:gap-y-0 @3xl:[grid-template-areas:"num_target_said_by_who_state_time"]'

/** Cards where the list is narrow, columns where it is not. */
export const rowGrid = `grid items-center gap-x-3 ${card} ${wide}`

export const area = {
  number: '[grid-area:num] justify-self-end @3xl:justify-self-start',
  target: '[grid-area:target] min-w-0',
  said: '[grid-area:said] min-w-0',
  by: '[grid-area:by] min-w-0',
  who: '[grid-area:who] min-w-0',
  state: '[grid-area:state] justify-self-end @3xl:justify-self-start',
  time: '[grid-area:time] justify-self-end text-right',
}

export const columns = [
  { area: area.number, title: 'Report' },
  { area: area.target, title: 'About' },
  { area: area.said, title: 'What' },
  { area: area.by, title: 'Reported by' },
  { area: area.who, title: 'Taken by' },
  { area: area.state, title: 'State' },
  { area: area.time, title: 'When' },
]
