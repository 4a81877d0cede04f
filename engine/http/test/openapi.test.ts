import { describe, expect, it } from 'vitest'
import { routes } from '../routes/index.ts'
import { journey } from './samples.ts'
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

  it('tells what may be left out or null, and patterns that another language can read', async () => {
    const world = await openWorld()
    const { body, text } = await world.ask('GET', '/openapi.json')
    const { schemas } = (
      body as never as {
        components: { schemas: Record<string, { required: string[]; properties: Record<string, { anyOf?: unknown }> }> }
      }
    ).components
    expect(schemas['Problem']?.required).toEqual(['code', 'message', 'pointer', 'severity'])
    expect(schemas['JourneyDetail']?.properties['live']?.anyOf).toContainEqual({ type: 'null' })
    expect(
      [...text.matchAll(/"pattern":"([^"]*)"/g)].filter(([, pattern]) => /\/\w*$|\\p/.test(pattern ?? '')),
    ).toEqual([])
    const { paths } = body as never as { paths: Record<string, Record<string, { requestBody: { required: boolean } }>> }
    expect(paths['/v1/ops/resume']?.['post']?.requestBody.required).toBe(false)
    expect(paths['/v1/ops/pause']?.['post']?.requestBody.required).toBe(true)
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

describe('what goes wrong', () => {
  it('is told with its statuses, and so are the headers that matter', async () => {
    const world = await openWorld()
    const { paths } = (await world.ask('GET', '/openapi.json')).body as unknown as {
      paths: Record<
        string,
        Record<string, { responses: object; parameters?: { name: string; in: string; required?: boolean }[] }>
      >
    }
    const headersOf = (method: string, path: string) =>
      paths[path]?.[method]?.parameters
        ?.filter((each) => each.in === 'header')
        .map(({ name, required }) => [name, required])
    expect(headersOf('put', '/v1/journeys/{id}/draft')).toEqual([['If-Match', true]])
    expect(headersOf('post', '/v1/journeys/{id}/publish')).toEqual([['If-Match', false]])
    expect(headersOf('post', '/v1/customers/{id}/enter')).toEqual([['Idempotency-Key', false]])
    await world.ask('POST', '/v1/journeys', journey())
    const draft = '/v1/journeys/welcome/draft'
    const enter = '/v1/customers/ada/enter'
    const once = { 'idempotency-key': 'k' }
    const key = (await world.ask('GET', '/v1/settings/keys')).body.items.find(({ kind }) => kind === 'admin')?.id
    const wrong: [
      status: number,
      method: string,
      path: string,
      told: string,
      body?: unknown,
      headers?: Record<string, string>,
    ][] = [
      [400, 'GET', '/v1/customers?limit=0', '/v1/customers'],
      [401, 'GET', '/v1/customers', '/v1/customers', undefined, { authorization: 'Bearer pa_x' }],
      [401, 'POST', '/v1/callbacks/email', '/v1/callbacks/{channel}', { type: 'opened' }],
      [401, 'POST', '/v1/session', '/v1/session', { key: 'pa_x' }],
      [403, 'POST', '/v1/session', '/v1/session', { key: world.write }],
      [404, 'GET', '/v1/customers?segment=nope', '/v1/customers'],
      [404, 'POST', '/v1/outcomes', '/v1/outcomes', { interactionId: 'in_x', outcome: 'opened' }],
      [406, 'GET', '/v1/customers', '/v1/customers', undefined, { accept: 'text/html' }],
      [409, 'POST', '/v1/journeys', '/v1/journeys', journey()],
      [409, 'POST', enter, '/v1/customers/{id}/enter', { journey: 'welcome' }],
      [409, 'DELETE', `/v1/settings/keys/${key}`, '/v1/settings/keys/{id}'],
      [412, 'PUT', draft, '/v1/journeys/{id}/draft', journey(), { 'if-match': '"9"' }],
      [412, 'POST', '/v1/journeys/welcome/publish', '/v1/journeys/{id}/publish', {}, { 'if-match': '"9"' }],
      [413, 'POST', '/v1/journeys/validate', '/v1/journeys/validate', { name: 'x'.repeat(1_100_000) }],
      [415, 'PUT', draft, '/v1/journeys/{id}/draft', '{}', { 'content-type': 'text/plain' }],
      [422, 'PUT', '/v1/segments/s', '/v1/segments/{id}', { name: 'S', when: { segment: 'nope' } }],
      [428, 'PUT', draft, '/v1/journeys/{id}/draft', journey()],
    ]
    for (const [status, method, path, told, body, headers] of wrong) {
      expect((await world.ask(method, path, body, headers)).status, `${method} ${path}`).toBe(status)
      expect(Object.keys(paths[told]?.[method.toLowerCase()]?.responses ?? {}), `${method} ${told}`).toContain(
        String(status),
      )
    }
    await world.ask('PUT', '/v1/customers/ada/stage', { to: 'use' }, once)
    expect((await world.ask('PUT', '/v1/customers/ada/stage', { to: 'purchase' }, once)).status).toBe(422)
    expect(paths['/v1/customers/{id}/stage']?.put?.responses).toHaveProperty('422')
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
