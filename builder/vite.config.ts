import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where `npm run dev` finds the API; `npm start` serves both from one address. */
const api = process.env['PERENNIAL_API'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: { '/v1': api, '/u/': api, '/a/': api } },
  preview: { host: '127.0.0.1', proxy: { '/v1': api } },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The server allows scripts and pictures of its own address only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
