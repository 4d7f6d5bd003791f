import { fileURLToPath } from 'node:url'
import tailwind from '@tailwindcss/vite'
import icons from 'unplugin-icons/vite'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'
import { headers } from './headers.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const worker = process.env.WARDROOM_URL ?? 'http://localhost:8787'

const signIn =
  /web\/(ui\/(button|error-panel|flag-|link-button|tooltip)|primitives\/(online|theme))|~icons\/lucide\/(circle-alert|gavel|loader-circle|radio|scroll-text|triangle-alert)/
const firstPage =
  /web\/(ui\/(avatar|badge|icon-button|kpi-tile|live-badge|menu|notice|page-header|skeleton|sparkline|time|toast)|primitives\/(clock|format|letter-keys|list-keys|media|roving))|~icons\/lucide\/(armchair|check|chevrons-up-down|code-xml|ellipsis|file-clock|flag|gauge|keyboard|lock|log-out|menu|message-square|monitor|moon|search|server|settings|shield|siren|sun|users|x|brush-cleaning)/

export default defineConfig({
  root: here('.'),
  plugins: [
    tailwind(),
    icons({
      compiler: 'solid',
      scale: 1,
      iconCustomizer: (_set, _name, props) => void (props['aria-hidden'] = 'true'),
    }),
    // Styles in the markup of templates are what the content policy forbids; set one by one they are fine.
    solid({ solid: { inlineStyles: false } as object }),
    headers({ cdn: process.env.WARDROOM_CDN ?? 'https://cdn.discordapp.com' }),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Defining a schema has no effect of its own: words re-exported beside one are had without it.
    rolldownOptions: {
      checks: { pluginTimings: false },
      treeshake: { moduleSideEffects: [{ test: /schema\/contract\//, sideEffects: false }] },
      output: {
        codeSplitting: {
          groups: [
            { name: 'solid', test: /node_modules\/(solid-js\/(dist|web)|@solidjs)\//, priority: 2 },
            // what the sign-in page shows, and what the first page of a server adds to it; the rest goes with its own pages
            { name: 'base', test: signIn, priority: 2 },
            { name: 'kit', test: firstPage, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: worker, ws: true }, '/auth': worker },
  },
})
