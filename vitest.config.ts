import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** Everything that `npm test` runs. Servers come from MONGODB_URL and REDIS_URL; without them their tests skip and say so. */
export default defineConfig({
  test: {
    reporters: ['default', './tooling/skip-reporter.ts'],
    pool: 'forks',
    maxWorkers: 2,
    allowOnly: false,
    retry: 0,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // What is waited for comes; on a busy machine not within the second that Vitest allows it.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['{engine,workers,examples,bench,tooling}/**/*.test.ts'],
        },
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'builder',
          environment: 'jsdom',
          include: ['builder/**/*.test.{ts,tsx}'],
          exclude: ['builder/e2e/**', '**/node_modules/**'],
          setupFiles: ['builder/test/setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['builder/e2e/**/*.test.ts'],
          globalSetup: ['builder/e2e/set-up.ts'],
          // One browser at a time: two of them and a server are more than two cores.
          fileParallelism: false,
          testTimeout: 300_000,
        },
      },
    ],
  },
})
