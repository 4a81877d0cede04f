import type { Route } from '../route.ts'
import { ingestRoutes } from './ingest.ts'
import { journeyActionRoutes } from './journey-actions.ts'
import { journeyRoutes } from './journeys.ts'
import { sessionRoutes } from './session.ts'
import { settingsRoutes } from './settings.ts'

/** The whole API, in the order of its reference. */
export const routes: readonly Route[] = [
  ...ingestRoutes,
  ...journeyRoutes,
  ...journeyActionRoutes,
  ...settingsRoutes,
  ...sessionRoutes,
]
