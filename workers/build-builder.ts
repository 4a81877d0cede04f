import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const BUILT = join(ROOT, 'builder/dist/index.html')
/** What the built page is made of. */
const SOURCES = ['builder', 'engine/core', 'package-lock.json']

/** True when there is no built builder, or a source is newer. Installed packages in a read-only image stay as built. */
export function isBuilderStale(): boolean {
  if (!existsSync(BUILT)) return true
  const built = statSync(BUILT).mtimeMs
  return SOURCES.some((source) => newest(join(ROOT, source)) > built)
}

export async function buildBuilder(): Promise<void> {
  const { build } = await import('vite')
  const { NODE_ENV } = process.env
  // Whoever builds, a test run for instance: the pages are those that people get, not React's slow ones for development.
  process.env.NODE_ENV = 'production'
  try {
    await build({ configFile: join(ROOT, 'builder/vite.config.ts'), logLevel: 'error' })
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
}

function newest(path: string): number {
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  let latest = 0
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.name === 'dist' || entry.name === 'test' || entry.name.includes('.test.')) continue
    latest = Math.max(latest, newest(join(path, entry.name)))
  }
  return latest
}
