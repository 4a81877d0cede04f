import { tracing as sdk } from '@opentelemetry/sdk-node'
import { openTelemetry } from '../open-telemetry.ts'
import type { Tracing } from '../port.ts'

export type Recorded = ReturnType<sdk.InMemorySpanExporter['getFinishedSpans']>[number]

/** Tracing into memory. */
export interface Recorder {
  tracing: Tracing
  /** Spans that have ended. */
  spans(): Recorded[]
  /** The first span of this name, as soon as it has ended. */
  ended(name: string): Promise<Recorded>
}

export function recordTraces(): Recorder {
  const exporter = new sdk.InMemorySpanExporter()
  const waiting = new Set<() => void>()
  const kept = new sdk.SimpleSpanProcessor(exporter)
  const told: sdk.SpanProcessor = {
    onStart: () => {},
    onEnd: () => waiting.forEach((look) => look()),
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  }
  const spans = (): Recorded[] => exporter.getFinishedSpans()
  return {
    tracing: openTelemetry({ spanProcessors: [kept, told] }),
    spans,
    ended: (name) =>
      new Promise((resolve) => {
        const look = (): void => {
          const span = spans().find((one) => one.name === name)
          if (!span) return
          waiting.delete(look)
          resolve(span)
        }
        waiting.add(look)
        look()
      }),
  }
}
