import type { Route } from '../route.ts'
import { callbackRoutes } from './callbacks.ts'
import { customerActionRoutes } from './customer-actions.ts'
import { customerErasureRoutes } from './customer-erasure.ts'
import { customerPastRoutes } from './customer-past.ts'
import { customerRoutes } from './customers.ts'
import { enrollmentRoutes } from './enrollments.ts'
import { ingestRoutes } from './ingest.ts'
import { interactionRoutes } from './interactions.ts'
import { journeyActionRoutes } from './journey-actions.ts'
import { journeyRoutes } from './journeys.ts'
import { nameRoutes } from './names.ts'
import { opsEnrollmentRoutes } from './ops-enrollments.ts'
import { opsHealthRoutes } from './ops-health.ts'
import { opsInteractionRoutes } from './ops-interactions.ts'
import { poolRoutes } from './pools.ts'
import { resultRoutes } from './results.ts'
import { sampleRoutes } from './samples.ts'
import { segmentRoutes } from './segments.ts'
import { sessionRoutes } from './session.ts'
import { settingsRoutes } from './settings.ts'
import { stepTypeRoutes } from './step-types.ts'
import { taskRoutes } from './tasks.ts'
import { templateRoutes } from './templates.ts'
import { versionRoutes } from './versions.ts'
import { whyNotRoutes } from './why-not.ts'

/** The whole API, in the order of its reference. */
export const routes: readonly Route[] = [
  ...ingestRoutes,
  ...journeyRoutes,
  ...versionRoutes,
  ...journeyActionRoutes,
  ...resultRoutes,
  ...customerRoutes,
  ...customerActionRoutes,
  ...customerErasureRoutes,
  ...customerPastRoutes,
  ...whyNotRoutes,
  ...sampleRoutes,
  ...enrollmentRoutes,
  ...interactionRoutes,
  ...callbackRoutes,
  ...segmentRoutes,
  ...templateRoutes,
  ...poolRoutes,
  ...taskRoutes,
  ...nameRoutes,
  ...stepTypeRoutes,
  ...settingsRoutes,
  ...sessionRoutes,
  ...opsHealthRoutes,
  ...opsEnrollmentRoutes,
  ...opsInteractionRoutes,
]
