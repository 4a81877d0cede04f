import { describe, expect, it } from 'vitest'
import { routes } from '../routes/index.ts'
import { openWorld } from './world.ts'

interface Document {
  openapi: string
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, object>; security?: object[] }>>
  components: { schemas: Record<string, object> }
}

describe('/openapi.json', () => {
  it('tells every route, and refers to nothing that is not there', async () => {
    const world = await openWorld()
    const answer = await world.ask('GET', '/openapi.json')
    const document = answer.body as unknown as Document
    expect(document.openapi).toBe('3.1.0')
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    expect(told.sort()).toEqual(
      routes.map(({ method, path }) => `${method} /v1${path.replace(/:(\w+)/g, '{$1}')}`).sort(),
    )
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((method) => method.operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, name] of answer.text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      expect(document.components.schemas, name).toHaveProperty(name as string)
    }
    expect(answer.text).toContain('"application/problem+json"')
    expect(document.components.schemas).toHaveProperty('Condition')
  })

  it('names parameters as they are in the address', async () => {
    const world = await openWorld()
    const { paths } = (await world.ask('GET', '/openapi.json')).body as unknown as {
      paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>
    }
    for (const [path, methods] of Object.entries(paths)) {
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const { parameters = [] } of Object.values(methods)) {
        expect(
          parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
          path,
        ).toEqual(wanted)
      }
    }
  })
})

describe('/docs', () => {
  it('comes from here alone', async () => {
    const world = await openWorld()
    const page = await world.ask('GET', '/docs')
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(page.text).not.toMatch(/https?:|<script>|onload=|style=/)
    for (const [, file] of page.text.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await world.ask('GET', file as string)).status, file).toBe(200)
    }
  })
})
