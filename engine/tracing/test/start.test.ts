import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { untraced } from '../port.ts'
import { startTracing } from '../start.ts'

afterEach(() => vi.unstubAllEnvs())

/** Stands in for a collector that takes OTLP as JSON. */
async function startCollector(): Promise<{ url: string; got: { address: string; body: string }[] }> {
  const got: { address: string; body: string }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      got.push({ address: `${request.method} ${request.url}`, body })
      response.setHeader('content-type', 'application/json')
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got }
}

describe('tracing', () => {
  test.each([
    ['without a collector', {}],
    ['with an empty address', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }],
    ['when it is told so', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'true' }],
    ['without an exporter', { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_TRACES_EXPORTER: 'none' }],
  ])('is off %s', async (_why, env) => {
    expect(await startTracing(env)).toBe(untraced)
  })

  test('loads nothing of the SDK while it is off', async () => {
    const look = `
      const { createRequire } = await import('node:module')
      await import('./workers/workspace.ts')
      await import('./engine/tracing/start.ts')
      console.log(Object.keys(createRequire(import.meta.url).cache).filter((file) => /opentelemetry.sdk|open-telemetry/.test(file)).length)
      process.exit(0)`
    const { OTEL_EXPORTER_OTLP_ENDPOINT: _, ...env } = process.env
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', look],
      { env },
    )
    expect(stdout.trim()).toBe('0')
  })

  test('hands its spans to the collector of the standard settings, and no metrics or logs', async () => {
    const collector = await startCollector()
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url)
    vi.stubEnv('OTEL_EXPORTER_OTLP_PROTOCOL', 'http/json')
    const tracing = await startTracing(process.env)
    const span = tracing.begin('one', { attributes: { 'perennial.customer': 'c1' } })
    tracing.within(span, () => tracing.begin('two').end())
    span.end()
    await tracing.close()
    expect(collector.got.map(({ address }) => address)).toEqual(['POST /v1/traces'])
    const [sent] = collector.got
    expect(sent?.body).toContain('"perennial"')
    expect(sent?.body).not.toContain('process.command')
    const spans = JSON.parse(sent?.body ?? '').resourceSpans[0].scopeSpans[0].spans as {
      name: string
      spanId: string
      parentSpanId?: string
    }[]
    const one = spans.find(({ name }) => name === 'one')
    expect(spans.find(({ name }) => name === 'two')?.parentSpanId).toBe(one?.spanId)
  })

  test('ends well although the collector is away', async () => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:9')
    const tracing = await startTracing(process.env)
    tracing.begin('lost').end()
    await tracing.close()
  })
})

describe('tracing that is off', () => {
  test('does the work and has nothing to store', async () => {
    const span = untraced.begin('one')
    expect(span.traceparent).toBeUndefined()
    expect(untraced.within(span, () => 1)).toBe(1)
    expect(await untraced.run('two', {}, async ({ traceparent }) => [traceparent])).toEqual([undefined])
  })
})
