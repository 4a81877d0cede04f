export { createApp } from './app.ts'
export { BOARD } from './board.ts'
export { workerProbes } from './worker-probes.ts'
export { ensureKeys } from './keys.ts'
export { type ChannelLoad, createMetrics, type Metrics } from './metrics.ts'
export type {
  Acceptance,
  Foreseen,
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
export { troubleOf } from './store-trouble.ts'
