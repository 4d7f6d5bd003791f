const card = 'grid-cols-[2.75rem_minmax(0,1fr)_auto] [grid-template-areas:"pick_who_state""pick_what_what"] gap-y-1'
const wide =
  '@3xl:grid-cols-[2.25rem_minmax(0,1.3fr)_10rem_minmax(0,1.4fr)] @3xl:gap-y-0 @3xl:[grid-template-areas:"pick_who_state_what"]'

/** The same where nobody can be picked. */
const plainCard = 'grid-cols-[minmax(0,1fr)_auto] [grid-template-areas:"who_state""what_what"] gap-y-1'
const plainWide =
  '@3xl:grid-cols-[minmax(0,1.3fr)_10rem_minmax(0,1.4fr)] @3xl:gap-y-0 @3xl:[grid-template-areas:"who_state_what"]'
export const plainGrid = `grid items-center gap-x-2 px-4 py-2 ${plainCard} @3xl:gap-x-3 @3xl:py-1.5 ${plainWide}`

/** Cards where the list is narrow, columns where it is not. */
export const rowGrid = `grid items-center gap-x-2 px-4 py-2 ${card} @3xl:gap-x-3 @3xl:py-1.5 ${wide}`

export const area = {
  pick: '[grid-area:pick]',
  who: '[grid-area:who] min-w-0',
  state: '[grid-area:state] justify-self-end @3xl:justify-self-start',
  what: '[grid-area:what] min-w-0',
}

export const columnsOfPlan = [
  { area: area.pick, title: 'In' },
  { area: area.who, title: 'Person' },
  { area: area.state, title: 'Verdict' },
  { area: area.what, title: 'Why' },
]

export const columnsOfRun = [
  { area: area.pick, title: 'Pick' },
  { area: area.who, title: 'Person' },
  { area: area.state, title: 'Outcome' },
  { area: area.what, title: 'Case' },
]
