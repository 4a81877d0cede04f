import type { Lab } from '../lab.ts'
import type { Measured, Unmeasured } from '../measure.ts'
import { measureCanvas } from './canvas.ts'
import { measureFairness } from './fairness.ts'
import { measureIngest } from './ingest.ts'
import { measureFirstLoad, measureOpeningPage } from './loading.ts'
import { measureMemory } from './memory.ts'
import { measureInstantSteps, measureSmallJourney, measureSteps, measureTimers, measureWakeUps } from './queueing.ts'
import { measureSimulation } from './simulating.ts'
import { measureFlush, measureRedisBytes, measureSize } from './size.ts'
import { measureSends } from './storing.ts'
import { measureOpening, measureReplay, measureVirtualTime } from './virtual.ts'

export interface Figure {
  id: string
  title: string
  better: 'higher' | 'lower'
  /** First stage. */
  target: number
  measure(lab: Lab): Promise<Measured | Unmeasured>
}

/** The scorecard of docs/performance.md, in its order. */
export const FIGURES: readonly Figure[] = [
  {
    id: 'P1',
    title: 'wake-ups advanced over bare BullMQ jobs',
    better: 'higher',
    target: 0.7,
    measure: measureWakeUps,
  },
  { id: 'P2', title: 'journey steps over bare BullMQ jobs', better: 'higher', target: 2, measure: measureSteps },
  {
    id: 'P3',
    title: 'cost of an advance with 1,000,000 enrolled over 10,000',
    better: 'lower',
    target: 1.3,
    measure: measureSize,
  },
  {
    id: 'P4',
    title: 'Redis bytes per customer waiting beyond the horizon',
    better: 'lower',
    target: 10,
    measure: measureRedisBytes,
  },
  { id: 'P5', title: 'ingest over a bare Express handler', better: 'higher', target: 0.5, measure: measureIngest },
  {
    id: 'P6',
    title: 'steps in virtual time over bare XState transitions',
    better: 'higher',
    target: 1,
    measure: measureVirtualTime,
  },
  { id: 'P7', title: 'replay over reading the CSV', better: 'higher', target: 0.05, measure: measureReplay },
  {
    id: 'P8',
    title: 'open, validate and compile 500 steps, ms',
    better: 'lower',
    target: 100,
    measure: measureOpening,
  },
  {
    id: 'P9',
    title: 'sends in one file over bare grouped inserts',
    better: 'higher',
    target: 0.2,
    measure: measureSends,
  },
  {
    id: 'P10',
    title: 'time per frame while dragging among 500 steps over bare React Flow',
    better: 'lower',
    target: 1.5,
    measure: measureCanvas,
  },
  {
    id: 'P11',
    title: '100,000 timers of one instant over as many bare jobs',
    better: 'lower',
    target: 3,
    measure: measureTimers,
  },
  {
    id: 'P12',
    title: 'from FLUSHALL to all due work hinted again, s',
    better: 'lower',
    target: 60,
    measure: measureFlush,
  },
  {
    id: 'P13',
    title: 'memory after 1,000,000 advances over 10,000',
    better: 'lower',
    target: 1.2,
    measure: measureMemory,
  },
  {
    id: 'P14',
    title: 'the small journey over the 42 customers a second of Parcelvoy',
    better: 'higher',
    target: 20,
    measure: measureSmallJourney,
  },
  { id: 'B1', title: 'script before the canvas stands, kB', better: 'lower', target: 400, measure: measureFirstLoad },
  {
    id: 'B2',
    title: 'opening a 500-step journey over bare React Flow',
    better: 'lower',
    target: 4,
    measure: measureOpeningPage,
  },
  {
    id: 'B3',
    title: 'simulating 10,000 customers for 90 days in the browser, s',
    better: 'lower',
    target: 10,
    measure: measureSimulation,
  },
  {
    id: 'F1',
    title: "neighbours' p99 beside a customer with 10,000 events a second, over without",
    better: 'lower',
    target: 1.1,
    measure: measureFairness,
  },
  {
    id: 'F2',
    title: 'the steps of P2 with updates in place of messages, over bare BullMQ jobs',
    better: 'higher',
    target: 2,
    measure: measureInstantSteps,
  },
]
