import { execFile } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

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

/** Builds the pages in a process of its own: it takes more memory than everything else, and gives it back that way. */
export async function buildBuilder(): Promise<void> {
  const options = { configFile: join(ROOT, 'builder/vite.config.ts'), logLevel: 'error' }
  const script = `import { build } from 'vite'; await build(${JSON.stringify(options)})`
  // Whoever builds, a test run for instance: the pages are those that people get, not React's slow ones for development.
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, env })
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
