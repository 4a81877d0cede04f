import { type Tracing, untraced } from './port.ts'

/**
 * Tracing as the standard settings of OpenTelemetry ask for it: on with `OTEL_EXPORTER_OTLP_ENDPOINT` (or the one for
 * traces alone), else off. What it takes is loaded only then.
 */
export async function startTracing(env: Readonly<Record<string, string | undefined>>): Promise<Tracing> {
  const endpoint = env['OTEL_EXPORTER_OTLP_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']
  const isOff = env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none'
  if (!endpoint || isOff) return untraced
  const { openTelemetry } = await import('./open-telemetry.ts')
  return openTelemetry()
}
