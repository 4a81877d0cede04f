import {
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Context,
  type Link,
  type Span as OtelSpan,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { core, NodeSDK, type NodeSDKConfiguration, resources } from '@opentelemetry/sdk-node'
import { within as inTime } from '../queue/within.ts'
import type { Span, SpanOptions, Tracing } from './port.ts'

/** Where spans go. Default: as `OTEL_EXPORTER_OTLP_*` and `OTEL_TRACES_*` say. */
export type Destination = Pick<NodeSDKConfiguration, 'spanProcessors'>

/**
 * Tracing by OpenTelemetry. Only traces: metrics are for Prometheus to fetch, logs go to standard output. Of this machine
 * its name is told and no more; a command line may hold secrets.
 */
export function openTelemetry(destination?: Destination): Tracing {
  const sdk = new NodeSDK({
    serviceName: process.env['OTEL_SERVICE_NAME'] || 'perennial',
    resourceDetectors: [resources.envDetector, resources.hostDetector],
    textMapPropagator: null,
    metricReaders: [],
    logRecordProcessors: [],
    ...destination,
  })
  sdk.start()
  const tracer = trace.getTracer('perennial')

  function begin(name: string, { parent, links = [], kind, since, attributes = {} }: SpanOptions = {}): Traced {
    const from = parent === undefined ? context.active() : parent === null ? ROOT_CONTEXT : read(parent)
    const linked = links.flatMap((link): Link[] => {
      const spanContext = link === undefined ? undefined : trace.getSpanContext(read(link))
      return spanContext ? [{ context: spanContext }] : []
    })
    const began = since === undefined ? {} : { startTime: since }
    const options = { kind: kind ? KINDS[kind] : SpanKind.INTERNAL, attributes, links: linked, ...began }
    return wrap(tracer.startSpan(name, options, from))
  }

  const within: Tracing['within'] = (span, work) =>
    context.with(trace.setSpan(context.active(), (span as Traced).inner), work)

  return {
    on: true,
    begin,
    within,
    current: () => write(context.active()),
    async run(name, options, work) {
      const span = begin(name, options)
      try {
        return await within(span, () => work(span))
      } catch (error) {
        span.fail(error instanceof Error ? error.name : typeof error)
        throw error
      } finally {
        span.end()
      }
    },
    async close() {
      // A collector that is away must not keep the process from ending well.
      await inTime(LAST_EXPORT_MS, 'The last export', sdk.shutdown()).catch(() => {})
      trace.disable()
      context.disable()
    },
  }
}

interface Traced extends Span {
  readonly inner: OtelSpan
}

function wrap(inner: OtelSpan): Traced {
  return {
    inner,
    traceparent: write(trace.setSpan(ROOT_CONTEXT, inner)),
    rename: (name) => void inner.updateName(name),
    set: (attributes) => void inner.setAttributes(attributes),
    fail: (failure) => void inner.setStatus({ code: SpanStatusCode.ERROR, message: failure }),
    end: () => inner.end(),
  }
}

const LAST_EXPORT_MS = 3_000

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const

const w3c = new core.W3CTraceContextPropagator()

function write(at: Context): string | undefined {
  const carrier: Record<string, string> = {}
  w3c.inject(at, carrier, defaultTextMapSetter)
  return carrier['traceparent']
}

/** A text that is no traceparent gives a context without a span: then a new trace begins. */
const read = (traceparent: string): Context => w3c.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter)
