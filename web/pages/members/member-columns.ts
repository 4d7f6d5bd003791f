const card =
  'grid-cols-[1.25rem_minmax(0,1fr)_auto] [grid-template-areas:"pick_name_act""._roles_roles""._joined_joined"] gap-y-1.5'
const wide =
  '@3xl:grid-cols-[1.25rem_minmax(0,1.4fr)_minmax(0,1.3fr)_6.5rem_6.5rem_3rem_5.5rem] @3xl:gap-y-0 @3xl:[grid-template-areas:"pick_name_roles_joined_age_cases_act"]'

/** Cards where the list is narrow, columns where it is not. */
export const rowGrid = `grid items-center gap-x-3 px-4 py-2.5 ${card} @3xl:py-1.5 ${wide}`

export const area = {
  pick: '[grid-area:pick]',
  name: '[grid-area:name] min-w-0',
  roles: '[grid-area:roles] min-w-0',
  joined: '[grid-area:joined]',
  age: 'hidden @3xl:block @3xl:[grid-area:age]',
  cases: 'hidden @3xl:block @3xl:[grid-area:cases]',
  act: '[grid-area:act] justify-self-end',
}

export const columns = [
  { area: `${area.pick} sr-only`, title: 'Pick' },
  { area: area.name, title: 'Member' },
  { area: area.roles, title: 'Roles' },
  { area: area.joined, title: 'Joined' },
  { area: area.age, title: 'Account made' },
  { area: area.cases, title: 'Cases' },
  { area: area.act, title: 'Actions' },
]
