import type { StepRegistry } from '../core/steps/registry.ts'
import type { Store } from '../store/port.ts'

export interface JourneyPorts {
  store: Store
  registry: StepRegistry
  now(): number
  /** Starts or continues the wake-up of everybody a change concerns. */
  broadcast(): void
}
