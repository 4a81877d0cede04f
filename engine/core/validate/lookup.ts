import type { Journey, QuietHours } from '../model/journey.ts'
import type { SeenNames } from '../model/names.ts'
import type { StepRegistry } from '../steps/registry.ts'

/** What a journey may refer to. A set that is not given is not checked: the builder starts before it has loaded them. */
export interface Lookup {
  registry: StepRegistry
  segments?: ReadonlySet<string>
  templates?: ReadonlySet<string>
  /** Other journeys by id; sub-journeys are followed through them. */
  journeys?: ReadonlyMap<string, Journey>
  pools?: ReadonlySet<string>
  /** The topics of the workspace by id; with none listed any text is a topic. */
  topics?: ReadonlySet<string>
  /** The channels that messages can leave by. */
  channels?: ReadonlySet<string>
  /** When the workspace sends nothing; null = at no time. */
  quietHours?: QuietHours | null
  /** What came in until now, so that a name that is mistyped is noticed. */
  names?: SeenNames
}
