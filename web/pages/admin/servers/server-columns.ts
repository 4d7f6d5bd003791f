const card =
  'grid-cols-[minmax(0,1fr)_auto] [grid-template-areas:"name_active""modules_modules""facts_facts"] gap-y-1.5'
const wide =
  '@3xl:grid-cols-[minmax(0,1.3fr)_4rem_3.5rem_5rem_minmax(0,1fr)_5.5rem_4.5rem_5.5rem] @3xl:gap-y-0 @3xl:[grid-template-areas:"name_members_language_color_modules_installed_shards_active"]'

/** Cards where the list is narrow, columns where it is not. */
export const rowGrid = `grid items-center gap-x-3 px-4 py-2.5 ${card} @3xl:py-1.5 ${wide}`

const column = 'hidden @3xl:block'
export const area = {
  name: '[grid-area:name] min-w-0',
  members: `${column} @3xl:[grid-area:members] text-right`,
  language: `${column} @3xl:[grid-area:language]`,
  color: `${column} @3xl:[grid-area:color]`,
  modules: '[grid-area:modules] min-w-0',
  installed: `${column} @3xl:[grid-area:installed]`,
  shards: `${column} @3xl:[grid-area:shards]`,
  active: '[grid-area:active] justify-self-end text-right',
  /** where there are no columns: what they would hold */
  facts: '[grid-area:facts] @3xl:hidden',
}

export const columns = [
  { area: area.name, title: 'Server' },
  { area: area.members, title: 'Members' },
  { area: area.language, title: 'Lang.' },
  { area: area.color, title: 'Colour' },
  { area: area.modules, title: 'Modules on' },
  { area: area.installed, title: 'Installed' },
  { area: area.shards, title: 'Shards' },
  { area: area.active, title: 'Last active' },
]
