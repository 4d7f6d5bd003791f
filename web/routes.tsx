import type { RouteDefinition } from '@solidjs/router'
import { lazy, type JSX } from 'solid-js'
import { NotFound } from '#web/pages/error/not-found.tsx'
import { Home } from '#web/pages/home/home.tsx'

const page = <K extends string>(load: () => Promise<Record<K, () => JSX.Element>>, name: K) =>
  lazy(async () => ({ default: (await load())[name] }))

const guildId = /^[1-9]\d{16,19}$/

export const routes: RouteDefinition[] = [
  { path: '/', component: Home },
  { path: '/login', component: page(() => import('#web/pages/login/login.tsx'), 'Login') },
  {
    path: '/',
    component: lazy(async () => ({ default: (await import('#web/pages/shell/signed-in.tsx')).SignedIn })),
    children: [
      { path: '/servers', component: page(() => import('#web/pages/picker/picker.tsx'), 'Picker') },
      {
        // its pages are in its own code, which only developers fetch
        path: '/admin/:place?/:id?',
        component: lazy(async () => ({ default: (await import('#web/pages/admin/admin.tsx')).Admin })),
      },
      {
        path: '/dashboard/:guild',
        matchFilters: { guild: guildId },
        component: lazy(async () => ({ default: (await import('#web/pages/shell/shell.tsx')).Shell })),
        children: [
          { path: '/', component: page(() => import('#web/pages/overview/overview.tsx'), 'Overview') },
          { path: '/cases/import', component: page(() => import('#web/pages/imports/import-page.tsx'), 'ImportPage') },
          { path: '/cases/:number?', component: page(() => import('#web/pages/cases/cases.tsx'), 'Cases') },
          { path: '/members/:user?', component: page(() => import('#web/pages/members/members.tsx'), 'Members') },
          { path: '/reports/:number?', component: page(() => import('#web/pages/reports/reports.tsx'), 'Reports') },
          { path: '/sweeps', component: page(() => import('#web/pages/sweeps/sweeps.tsx'), 'Sweeps') },
          { path: '/sweeps/new', component: page(() => import('#web/pages/sweeps/new/new-sweep.tsx'), 'NewSweep') },
          { path: '/sweeps/:sweep', component: page(() => import('#web/pages/sweeps/sweep.tsx'), 'SweepPage') },
          { path: '/audit-log/:seq?', component: page(() => import('#web/pages/audit-log/audit-log.tsx'), 'AuditLog') },
          { path: '/seats', component: page(() => import('#web/pages/seats/seats.tsx'), 'Seats') },
          { path: '/settings', component: page(() => import('#web/pages/settings/settings.tsx'), 'SettingsPage') },
          { path: '/*rest', component: NotFound },
        ],
      },
    ],
  },
  { path: '/dashboard/*rest', component: Home },
  { path: '*', component: NotFound },
]
