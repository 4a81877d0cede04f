import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

/** Where `npm run dev` finds the API; `npm start` serves both from one address. */
const api = process.env['PERENNIAL_API'] ?? 'http://127.0.0.1:3000'

/** Modules that only define things: what a page does not use of them is left out. */
const PURE = /engine\/core\/|node_modules\/(rrule-temporal|temporal-polyfill|re2js|liquidjs|xstate)\//
/** What only some screens need of these stays with those; the rest is loaded once, in one file, not in fifty. */
const COMMON =
  /node_modules\/(?!@xyflow|d3-|@dagrejs|zod|temporal-polyfill|rrule-temporal|re2js|liquidjs|@codemirror|@lezer)/
/** The page's own script stays what the page begins with. */
const NOT_MAIN = /^(?!.*builder\/(main\.tsx|index\.html))/

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), named(), compressed()],
  server: { host: '127.0.0.1', proxy: { '/v1': api, '/u/': api, '/a/': api } },
  preview: { host: '127.0.0.1', proxy: { '/v1': api } },
  worker: {
    format: 'es',
    rolldownOptions: { treeshake: { moduleSideEffects: [{ test: PURE, sideEffects: false }] } },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The server allows scripts and pictures of its own address only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: PURE, sideEffects: false }] },
      output: {
        codeSplitting: {
          groups: [
            // All that every screen begins with is one file: each costs a request, and packs worse alone.
            { name: 'start', tags: ['$initial'], test: NOT_MAIN, priority: 1 },
            { name: 'common', test: COMMON, minShareCount: 5 },
          ],
        },
      },
    },
  },
})

/** Tells `public/early.js` which files the canvas and the languages are made of. */
function named(): Plugin {
  return {
    name: 'named',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const filesOf = (module: string): string =>
          needed(bundle, module)
            .filter((file) => !html.includes(file))
            .join(' ')
        const files = {
          canvas: filesOf('/builder/editor/EditorPage.tsx'),
          en: filesOf('/builder/i18n/en/index.ts'),
          zh: filesOf('/builder/i18n/zh-CN/index.ts'),
        }
        const told = Object.entries(files).map(([name, list]) => `data-${name}="${list}"`)
        return html.replace('<script src="/early.js"', `<script src="/early.js" ${told.join(' ')}`)
      },
    },
  }
}

/** The files of a module that is loaded when it is wanted, and of all that it imports. */
function needed(bundle: Rolldown.OutputBundle, module: string): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const files = new Set<string>()
  const add = (chunk: Rolldown.OutputChunk | undefined): void => {
    if (chunk === undefined || files.has(chunk.fileName)) return
    files.add(chunk.fileName)
    for (const name of chunk.imports) add(chunks.find(({ fileName }) => fileName === name))
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style)
  }
  const start = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(module))
  if (start === undefined) throw new Error(`The build has no file of its own for ${module}.`)
  add(start)
  return [...files]
}

/** Puts `.br` and `.gz` beside scripts and styles once, so that the server does not compress at every request. */
function compressed(): Plugin {
  const pack = { br: promisify(brotliCompress), gz: promisify(gzip) }
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.values(bundle).filter(({ fileName }) => /\.(js|css)$/.test(fileName))
      await Promise.all(
        files.flatMap((file) => {
          const text = file.type === 'chunk' ? file.code : file.source
          const target = join(dir, file.fileName)
          return Object.entries(pack).map(async ([ending, by]) => writeFile(`${target}.${ending}`, await by(text)))
        }),
      )
    },
  }
}
