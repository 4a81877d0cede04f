import { createReadStream, writeFileSync } from 'node:fs'
import { parse } from 'csv-parse'
import { transition, initialTransition } from 'xstate'
import { compileVersion, enterEvent, pathEvent } from '../../engine/core/compile/index.ts'
import type { CompiledVersion } from '../../engine/core/compile/version.ts'
import type { Env } from '../../engine/core/env.ts'
import { liveThrough } from '../../engine/core/simulate/index.ts'
import { reviewJourney } from '../../engine/core/validate/index.ts'
import { lookupFor } from '../../engine/journeys/lookup.ts'
import { connectStore } from '../../engine/store/index.ts'
import { readLog, surveyLog } from '../../workers/replay/log.ts'
import { replay } from '../../workers/replay/run.ts'
import { registry } from '../engine.ts'
import { largeJourney, policyJourney, replayJourney } from '../journeys.ts'
import type { Lab } from '../lab.ts'
import { alone, inPairs, type Measured, millis, perSecond } from '../measure.ts'
import { NO_FACTS, person, started } from '../people.ts'

const START = Date.UTC(2024, 0, 1)
const DAY = 86_400_000
/** The file is read several times: a base of an instant would miss what the machine does meanwhile. */
const READINGS = 5

/** P6: customers lived through months with goals, exits, quiet hours, caps and consent, over bare XState transitions. */
export function measureVirtualTime(lab: Lab): Promise<Measured> {
  const version = compileVersion(policyJourney(), 1, registry)
  const env = envOf(version)
  const customers = lab.size(1_000)
  const base = async (): Promise<number> => {
    const transitions = lab.size(20_000)
    return perSecond(transitions, () => walk(version, transitions))
  }
  const ours = async (): Promise<number> => {
    let steps = 0
    const took = await millis(() => {
      for (let n = 0; n < customers; n += 1) {
        const life = liveThrough(person(n, START), [started(n, START + n * 60_000)], START + 60 * DAY, env, () => ({
          answer: 'accept',
        }))
        if ('needs' in life) throw new Error('A simulated customer needs nothing from a store.')
        for (const e of life.customer.enrollments) steps += e.history.length
      }
    })
    return (steps * 1_000) / took
  }
  return inPairs(lab.runs, 'steps/s over transitions/s', base, ours)
}

/** Follows the journey's first paths from state to state, again and again. */
function walk({ machine, steps, entries }: CompiledVersion, transitions: number): void {
  const enter = { type: enterEvent(entries[0]?.id ?? '') }
  const [outside] = initialTransition(machine)
  let [state] = transition(machine, outside, enter)
  for (let i = 1; i < transitions; i += 1) {
    const path = steps.get(String(state.value))?.paths[0]
    ;[state] =
      path === undefined ? transition(machine, outside, enter) : transition(machine, state, { type: pathEvent(path) })
  }
}

/** P7: a year-long log through the engine, over reading the file alone. */
export async function measureReplay(lab: Lab): Promise<Measured> {
  const file = lab.file('year.csv')
  const events = lab.size(30_000)
  const rows = Array.from({ length: events }, (_, i) => {
    const at = new Date(START + Math.floor((i * 365 * DAY) / events)).toISOString()
    return `customer-${(i * 7919) % Math.ceil(events / 3)},Order Completed,${at},${(i % 90) + 0.99},${1 + (i % 5)}`
  })
  writeFileSync(file, `customerId,event,at,revenue,items\n${rows.join('\n')}\n`)
  const columns = { customerId: 'customerId', event: 'event', at: 'at' }
  const base = (): Promise<number> =>
    perSecond(READINGS * events, async () => {
      let read = 0
      for (let i = 0; i < READINGS; i += 1) {
        for await (const _ of createReadStream(file).pipe(parse({ columns: true }))) read += 1
      }
      if (read !== READINGS * events) throw new Error(`${read} of ${READINGS * events} rows were read.`)
    })
  const ours = async (): Promise<number> => {
    const store = await connectStore({ file: ':memory:', sync: 'normal' })
    const rate = await perSecond(events, async () => {
      const survey = await surveyLog(file, columns)
      await replay({
        store,
        journeys: [replayJourney],
        events: readLog(file, columns, survey.sorted),
        start: survey.first,
        until: survey.last + 90 * DAY,
        consent: {},
        onProgress: () => {},
      })
    })
    await store.close()
    return rate
  }
  const measured = await inPairs(lab.runs, 'events/s over rows/s', base, ours)
  return { ...measured, note: `${events} events; base: csv-parse of the same file` }
}

/** P8: from the text of a file to a machine ready to run. */
export async function measureOpening(lab: Lab): Promise<Measured> {
  const text = JSON.stringify(largeJourney(500))
  const store = await connectStore({ file: ':memory:', sync: 'normal' })
  const lookup = await lookupFor({ store, registry, now: () => START, broadcast: () => {} })
  const measured = await alone(lab.runs, 'ms', () =>
    millis(() => {
      const { journey, problems } = reviewJourney(JSON.parse(text), lookup)
      if (!journey || problems.some((problem) => problem.severity === 'error'))
        throw new Error(JSON.stringify(problems[0]))
      compileVersion(journey, 1, registry)
    }),
  )
  await store.close()
  return measured
}

function envOf(version: CompiledVersion): Env {
  const { id } = version.journey
  const published = {
    status: 'live' as const,
    liveVersion: 1,
    firstPublishedAt: START,
    publishedAt: START,
    pauses: [],
    moves: [],
  }
  return {
    workspace: { timeZone: 'Europe/Berlin', quietHours: { from: '22:00', to: '07:00' } },
    registry,
    journeys: new Map([[id, { id, ...published }]]),
    live: [version],
    version: () => version,
    segments: new Map(),
    templates: new Map(),
    facts: NO_FACTS,
    link: () => 'https://example.test/link',
  }
}
