import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openWorld } from './world.ts'

async function withBuilder() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'perennial-builder-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(path.join(folder, 'assets'))
  await writeFile(path.join(folder, 'index.html'), '<!doctype html><title>Builder</title>')
  await writeFile(path.join(folder, 'assets', 'main-a1b2.js'), 'export {}')
  const large = path.join(folder, 'assets', 'large-c3d4.js')
  await writeFile(large, 'export const large = 1')
  await writeFile(`${large}.br`, brotliCompressSync('export const large = 1'))
  await writeFile(`${large}.gz`, gzipSync('export const large = 1'))
  await writeFile(path.join(folder, '.secret'), 'x')
  await writeFile(path.join(folder, '..', `${path.basename(folder)}.txt`), 'outside')
  onTestFinished(() => rm(`${folder}.txt`))
  return openWorld(() => ({ staticDir: folder }))
}

describe('the builder', () => {
  it('is served at every address of its own', async () => {
    const world = await withBuilder()
    for (const address of ['/', '/journeys/welcome', '/customers/a%2Fb', '/settings?tab=keys']) {
      const response = await fetch(world.url + address, { headers: { accept: 'text/html' } })
      expect(response.status, address).toBe(200)
      expect(await response.text()).toContain('Builder')
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    }
    const asset = await fetch(`${world.url}/assets/main-a1b2.js`)
    expect(asset.headers.get('content-type')).toContain('javascript')
    expect(asset.headers.get('cache-control')).toContain('immutable')
  })

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', null],
  ])('hands out files as they were packed: to %s', async (accepted, coding) => {
    const world = await withBuilder()
    const asset = await fetch(`${world.url}/assets/large-c3d4.js`, { headers: { 'accept-encoding': accepted } })
    expect(asset.headers.get('content-encoding')).toBe(coding)
    expect(asset.headers.get('vary')).toBe('accept-encoding')
    expect(asset.headers.get('content-type')).toContain('javascript')
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(await asset.text()).toBe('export const large = 1')
  })

  it('gives out nothing else', async () => {
    const world = await withBuilder()
    const outside = `..%2f${path.basename(String(world.ports.staticDir))}.txt`
    for (const address of [
      '/assets/none.js',
      '/.secret',
      '/favicon.ico',
      `/${outside}`,
      '/assets/%2e%2e%2f.secret',
      '/a%00.js',
      '/v1/none',
      '/assets',
    ]) {
      const response = await fetch(world.url + address, { headers: { accept: 'application/json' } })
      expect(response.status, address).toBeGreaterThanOrEqual(400)
      expect(response.status, address).toBeLessThan(500)
      expect(response.headers.get('content-type'), address).toContain('problem+json')
    }
    expect((await fetch(world.url, { method: 'POST' })).status).toBe(404)
    const range = await fetch(`${world.url}/assets/main-a1b2.js`, { headers: { range: 'bytes=900-' } })
    expect(range.status).toBe(416)
  })
})
