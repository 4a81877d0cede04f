import type { Bodies } from '../channels/port.ts'
import type { StepRegistry } from '../core/steps/registry.ts'
import type { Store } from '../store/port.ts'

export interface JourneyPorts {
  store: Store
  registry: StepRegistry
  /** Names of the channels that messages can leave by. Without them any name is one. */
  channels?: readonly string[]
  /** Looks at MJML before it is published. Without it, only a mail that goes out shows what is wrong. */
  bodies?: Bodies
  now(): number
  /** Starts or continues the wake-up of everybody a change concerns. */
  broadcast(): void
}
