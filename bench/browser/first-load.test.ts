import { expect, it, vi } from 'vitest'
import { CANVAS, firstLoadOf } from './first-load.ts'

it('opens the canvas with less than 400 kB of compressed script', async () => {
  // As `npm run build` does; otherwise React comes in its larger form for development.
  vi.stubEnv('NODE_ENV', 'production')
  const { bytes, files } = await firstLoadOf(...CANVAS)
  const list = files.map(({ name, bytes }) => `${name} ${bytes}`).join('\n')
  expect(bytes, list).toBeLessThan(400_000)
  vi.unstubAllEnvs()
})
