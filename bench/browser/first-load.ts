import { brotliCompressSync, gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { build, type Rolldown } from 'vite'

type Chunk = Rolldown.OutputChunk

export interface FirstLoad {
  /** Bytes of script as they are sent: packed by brotli. */
  bytes: number
  /** The same for a browser that knows only gzip. */
  gzip: number
  /** Of every file, largest first. */
  files: { name: string; bytes: number }[]
}

/** The canvas, and the texts of a language. */
export const CANVAS = ['/builder/editor/EditorPage.tsx', '/builder/i18n/en/index.ts']

/** What a browser has to load before some parts of the page stand: the page's own script, theirs, and all they import. */
export async function firstLoadOf(...parts: string[]): Promise<FirstLoad> {
  const configFile = join(import.meta.dirname, '..', '..', 'builder', 'vite.config.ts')
  const { output } = (await build({
    configFile,
    logLevel: 'error',
    build: { write: false },
  })) as Rolldown.RolldownOutput
  const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])))
  const wanted = [...chunks.values()].filter(
    ({ isEntry, facadeModuleId }) => isEntry || parts.some((part) => facadeModuleId?.endsWith(part)),
  )
  if (wanted.length <= parts.length) throw new Error(`The build does not have all of ${parts.join(', ')}.`)
  const needed = new Set<Chunk>()
  const add = (chunk: Chunk | undefined): void => {
    if (chunk === undefined || needed.has(chunk)) return
    needed.add(chunk)
    for (const name of chunk.imports) add(chunks.get(name))
  }
  wanted.forEach(add)
  const files = [...needed]
    .map(({ fileName, code }) => ({ name: fileName, bytes: brotliCompressSync(code).length }))
    .sort((a, b) => b.bytes - a.bytes)
  const gzip = [...needed].reduce((sum, { code }) => sum + gzipSync(code).length, 0)
  return { files, gzip, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }
}
