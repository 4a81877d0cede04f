import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Where `npm run dev` finds the API; `npm start` serves both from one address. */
const api = process.env['PERENNIAL_API'] ?? 'http://127.0.0.1:3000'

/** Modules that only define things: what a page does not use of them is left out. */
const PURE = /engine\/core\/|node_modules\/(rrule-temporal|temporal-polyfill|re2js|liquidjs|xstate)\//
/** Libraries that only some screens need stay with those; the rest is loaded once, in one file, not in fifty. */
const COMMON =
  /node_modules\/(?!@xyflow|d3-|@dagrejs|zod|temporal-polyfill|rrule-temporal|re2js|liquidjs|@codemirror|@lezer)/

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
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
      output: { codeSplitting: { groups: [{ name: 'common', test: COMMON, minShareCount: 5 }] } },
    },
  },
})

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
