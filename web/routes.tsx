import type { RouteDefinition } from '@solidjs/router'
import { lazy, type JSX } from 'solid-js'
import { NotFound } from '#web/pages/error/not-found.tsx'
import { Home } from '#web/pages/home/home.tsx'

const page = <K extends string>(load: () => Promise<Record<K, () => JSX.Element>>, name: K) =>
  lazy(async () => ({ default: (await load())[name] }))

/** The same for pages behind a guard: the router would fetch a lazy one as soon as its path matches. */
const guarded = <K extends string>(load: () => Promise<Record<K, () => JSX.Element>>, name: K) => {
  const Page = page(load, name)
  return () => <Page />
}

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
        path: '/admin',
        component: lazy(async () => ({ default: (await import('#web/pages/admin/admin.tsx')).Admin })),
        children: [
          { path: '/', component: guarded(() => import('#web/pages/admin/statistics/statistics.tsx'), 'Statistics') },
          { path: '/health', component: guarded(() => import('#web/pages/admin/health/health.tsx'), 'HealthPage') },
          { path: '/commands', component: guarded(() => import('#web/pages/admin/commands/commands.tsx'), 'Commands') },
          { path: '/modules', component: guarded(() => import('#web/pages/admin/modules/modules.tsx'), 'Modules') },
          { path: '/log', component: guarded(() => import('#web/pages/admin/log/log.tsx'), 'Log') },
          {
            path: '/broadcasts',
            component: guarded(() => import('#web/pages/admin/broadcasts/broadcasts.tsx'), 'Broadcasts'),
          },
          {
            path: '/broadcasts/:id',
            component: guarded(() => import('#web/pages/admin/broadcasts/broadcast.tsx'), 'BroadcastPage'),
          },
          { path: '/servers', component: guarded(() => import('#web/pages/admin/servers/servers.tsx'), 'Servers') },
          {
            path: '/servers/:guild',
            component: guarded(() => import('#web/pages/admin/servers/server.tsx'), 'ServerPage'),
          },
          {
            path: '/switches',
            component: guarded(() => import('#web/pages/admin/switches/switches.tsx'), 'SwitchesPage'),
          },
          {
            path: '/developers',
            component: guarded(() => import('#web/pages/admin/developers/developers.tsx'), 'Developers'),
          },
          { path: '/*rest', component: NotFound },
        ],
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
