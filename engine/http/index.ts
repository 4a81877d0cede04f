export { createApp } from './app.ts'
export { ensureKeys } from './keys.ts'
export { createMetrics, type Metrics, type MetricsPorts } from './metrics.ts'
export type {
  Acceptance,
  Ingest,
  JourneyService,
  Log,
  MovePreview,
  Ports,
  Pressure,
  QueueDepth,
  Report,
  Tokens,
} from './ports.ts'
