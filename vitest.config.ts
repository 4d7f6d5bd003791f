import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { freePort } from '#scripts/ports.ts'
import { sandboxEnvironment } from '#scripts/environment.ts'

/** The folder decides the runtime: inside workerd, plain Node, or the whole product as processes with a real browser. */
export default defineConfig(async () => {
  const sandboxPort = Number((process.env.TEST_SANDBOX_PORT ??= String(await freePort())))
  const environment = sandboxEnvironment({
    sandbox: `http://127.0.0.1:${sandboxPort}`,
    origin: 'https://wardroom.test',
  })
  return {
    test: {
      reporters: ['default', './test/reporter.ts'],
      // much of it waits: for a minute to pass, for processes to be killed and to come back
      maxWorkers: 3,
      projects: [
        {
          plugins: [
            cloudflareTest({
              main: './workers/index.ts',
              wrangler: { configPath: './wrangler.toml' },
              miniflare: {
                r2Buckets: ['EVIDENCE'],
                bindings: {
                  ...environment,
                  REGISTRY_MIGRATIONS: await readD1Migrations('migrations/registry'),
                  GUILDS_MIGRATIONS: await readD1Migrations('migrations/guilds'),
                },
              },
            }),
          ],
          test: {
            name: 'workerd',
            include: ['test/{durable-objects,workers}/**/*.test.ts'],
            setupFiles: ['test/workerd/prepare.ts'],
            globalSetup: ['test/workerd/sandbox.ts'],
            testTimeout: 20_000,
          },
        },
        {
          test: {
            name: 'node',
            environment: 'node',
            include: ['test/{schema,sandbox,gateway,scripts}/**/*.test.ts'],
            testTimeout: 30_000,
          },
        },
        {
          // Solid's build for servers does not react
          ssr: { resolve: { conditions: ['browser'] } },
          test: {
            name: 'web',
            environment: 'node',
            include: ['test/web/**/*.test.ts'],
            server: { deps: { inline: ['solid-js'] } },
          },
        },
        {
          test: {
            name: 'crash',
            environment: 'node',
            include: ['test/crash/**/*.test.ts'],
            globalSetup: ['test/product/build.ts'],
            // a power cut falls where it falls: once more before it counts
            retry: 1,
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
        {
          test: {
            name: 'journeys',
            environment: 'node',
            include: ['test/journeys/**/*.test.ts'],
            globalSetup: ['test/product/build.ts'],
            // what a person sees within a second is told after everything else, and once more if the machine was too busy for it
            retry: 1,
            sequence: { groupOrder: 1 },
            maxWorkers: 2,
            testTimeout: 120_000,
            hookTimeout: 120_000,
          },
        },
      ],
    },
  }
})
