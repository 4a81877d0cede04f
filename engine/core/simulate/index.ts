export { type Life, liveThrough, type News, type Provider, type Respond } from './live-through.ts'
export {
  type Assumptions,
  type Deed,
  type DeedAssumption,
  type Guess,
  type MessageAssumption,
  type Occasion,
  TYPICAL_MESSAGE,
} from './assumptions.ts'
export { assume, assumePopulation } from './assume.ts'
export { chanceOf } from './chance.ts'
export { isContact } from './contact.ts'
export type { Columns } from './columns.ts'
export type { KnownCustomer, PopulationAssumption } from './population.ts'
export { buffersOf, joinRecordings, type Recording } from './recording.ts'
export {
  createEnv,
  customerBefore,
  customersOf,
  type SimulatedLife,
  simulateCustomer,
  simulatePopulation,
  type SimulationSetup,
} from './simulate.ts'
export {
  countsOf,
  type DayOfMessages,
  type GoalFigure,
  goalsOf,
  messagesByStep,
  messagesPerDay,
  refusedOf,
  type StepMessages,
} from './summary.ts'
export { countsAt, type Timeline, timelineOf, totalsAt, upTo, visitsAt } from './timeline.ts'
export { givenShares, sharesOf, wayBy, type WayShare, wayTaken } from './ways.ts'
