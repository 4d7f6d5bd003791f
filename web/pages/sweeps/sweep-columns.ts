const card =
  'grid-cols-[minmax(0,1fr)_auto] [grid-template-areas:"what_state""whom_time""progress_progress"] gap-y-1 py-2.5'
const wide =
  '@3xl:grid-cols-[minmax(0,1.3fr)_minmax(0,1.2fr)_8rem_minmax(0,1fr)_6.5rem] @3xl:gap-y-0 @3xl:py-1.5 @3xl:[grid-template-areas:"what_whom_state_progress_time"]'

/** Cards where the list is narrow, columns where it is not. */
export const rowGrid = `grid items-center gap-x-3 px-4 ${card} ${wide}`

export const area = {
  what: '[grid-area:what] min-w-0',
  whom: '[grid-area:whom] min-w-0',
  state: '[grid-area:state] justify-self-end @3xl:justify-self-start',
  progress: '[grid-area:progress] min-w-0',
  time: '[grid-area:time] justify-self-end text-right @3xl:justify-self-start @3xl:text-left',
}

export const columns = [
  { area: area.what, title: 'What' },
  { area: area.whom, title: 'From, by whom' },
  { area: area.state, title: 'State' },
  { area: area.progress, title: 'Progress' },
  { area: area.time, title: 'Planned' },
]
