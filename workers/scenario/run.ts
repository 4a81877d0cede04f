import { parseJourney } from '../../engine/core/format/index.ts'
import type { StepRegistry } from '../../engine/core/steps/registry.ts'
import type { Queue, VirtualClock } from '../../engine/queue/index.ts'
import type { StubRule } from '../../engine/channels/index.ts'
import { hasErrors, type Problem } from '../../engine/core/model/problem.ts'
import { reviewSegment, reviewTemplate } from '../../engine/core/validate/index.ts'
import { ProblemError } from '../../engine/problem.ts'
import type { QuietHours, Segment, Template } from '../../engine/core/model/journey.ts'
import type { Store } from '../../engine/store/port.ts'
import { publishJourney } from '../../engine/journeys/index.ts'
import { newCustomer } from '../../engine/core/model/new-customer.ts'
import { act } from './act.ts'
import { placed } from './placed.ts'
import { comeBack, type Run, settle } from './life.ts'
import { checkTimeline, type Warn, warnOfLeftOut } from './meant.ts'
import { collect, type ScenarioOutput } from './output.ts'
import { type ReadScenario, readScenario } from './read.ts'
import { createWorld } from './world.ts'

export interface RunOptions {
  store: Store
  registry: StepRegistry
  openQueue?: (clock: VirtualClock) => Queue
  warn?: Warn
}

/** Runs a scenario on the real engine. @throws ProblemError for a bad file or a refused publish */
export async function runScenario(value: unknown, options: RunOptions): Promise<ScenarioOutput> {
  const { warn = () => {} } = options
  const read = readScenario(value)
  const world = createWorld({ ...options, start: read.start })
  const run: Run = {
    world,
    registry: options.registry,
    restartAt: null,
    pendingKill: null,
    snapshots: {},
    previews: [],
    warn,
  }
  try {
    await world.restart()
    await setUp(run, read)
    checkTimeline(read)
    warnOfLeftOut(read, warn)
    await play(run, read)
    const output = await collect(options.store, world.provider)
    return {
      ...output,
      ...(Object.keys(run.snapshots).length > 0 ? { snapshots: run.snapshots } : {}),
      ...(run.previews.length > 0 ? { previews: run.previews } : {}),
    }
  } finally {
    await world.close()
  }
}

async function setUp({ world }: Run, { scenario, start }: ReadScenario): Promise<void> {
  const { store } = world.rt
  const { timeZone = 'UTC', quietHours = null, tiers, caps, topics } = scenario.workspace ?? {}
  await store.settings.saveWorkspace({
    timeZone,
    quietHours: quietHours as QuietHours | null,
    ...(tiers ? { tiers } : {}),
    ...(caps ? { caps } : {}),
    ...(topics ? { topics } : {}),
  })
  for (const [channel, rule] of Object.entries(scenario.provider ?? {})) world.provider.set(channel, rule as StubRule)
  const customers = (scenario.customers ?? []).map((given) => {
    const customer = newCustomer(given.id, start, world.rt.nextOrdinal())
    Object.assign(customer.traits, given.traits)
    customer.timeZone = given.timeZone ?? null
    customer.consent = given.consent ?? {}
    customer.tags = given.tags ?? []
    customer.stage = given.stage ?? null
    customer.suppressed = given.suppressed ?? {}
    customer.tier = given.tier ?? null
    if (given.points)
      customer.points = {
        balance: given.points,
        earned: given.points,
        lots: [{ id: 'start', left: given.points, expiresAt: null }],
      }
    return customer
  })
  if (customers.length > 0) await store.customers.save(customers)
  checkStored(scenario)
  for (const segment of scenario.segments ?? []) await store.journeys.saveSegment(segment as Segment)
  for (const template of scenario.templates ?? []) await store.journeys.saveTemplate(template as Template)
  for (const pool of scenario.pools ?? []) await store.claims.addCodes(pool.id, pool.codes)
  await store.journeys.touchCatalog()
  // Journeys may start each other: all are known before the first is checked. One without form is refused below.
  const journeys = scenario.journeys ?? []
  for (const value of journeys) {
    const { journey } = parseJourney(value)
    if (journey) await store.journeys.saveDraft(journey.id, journey, null, start)
  }
  for (const [index, journey] of journeys.entries()) {
    await publishJourney(world.journeys, journey).catch((error: unknown) => {
      throw placed(error, () => `/journeys/${index}`)
    })
  }
  await world.broadcast()
}

/** Jumps from instant to instant: what is due before an input, the inputs of an instant in order, then its timers. */
async function play(run: Run, { timeline, until }: ReadScenario): Promise<void> {
  const { world } = run
  let next = 0
  let idleRounds = 0
  for (;;) {
    const input = timeline[next]?.at ?? Infinity
    const due = world.down ? Infinity : ((await world.rt.store.customers.nextWake()) ?? Infinity)
    const instant = Math.min(input, due, run.restartAt ?? Infinity)
    if (instant > until || instant === Infinity) break
    idleRounds = instant <= world.clock.now() && input > instant ? idleRounds + 1 : 0
    if (idleRounds > 1_000)
      throw new Error(`Time stands still at ${new Date(instant).toISOString()}: something stays due.`)
    world.clock.advanceTo(Math.max(instant, world.clock.now()))
    if (run.restartAt !== null && run.restartAt <= instant) await comeBack(run)
    world.phase = 'inputs'
    for (let item = timeline[next]; item && item.at <= instant; item = timeline[next]) {
      next += 1
      await act(run, item)
      await settle(run)
    }
    world.phase = 'timers'
    await runTimers(run)
  }
  world.clock.advanceTo(Math.max(until, world.clock.now()))
}

async function runTimers(run: Run): Promise<void> {
  const { store, queue, clock } = run.world.rt
  for (let round = 0; round < 1_000 && !run.world.down; round += 1) {
    const due = await store.customers.due(clock.now(), 1_000)
    if (due.length === 0) return
    await queue.hint('advance', due)
    await settle(run)
  }
}

/** What journeys refer to must be sound before they are. */
function checkStored({ segments = [], templates = [] }: ReadScenario['scenario']): void {
  const others = new Map(segments.map((segment) => [segment.id, segment as Segment]))
  const problems = [
    ...segments.flatMap((segment, i) => below(`/segments/${i}`, reviewSegment(segment, others).problems)),
    ...templates.flatMap((template, i) => below(`/templates/${i}`, reviewTemplate(template).problems)),
  ]
  if (hasErrors(problems))
    throw new ProblemError(
      422,
      'scenario-invalid',
      `The scenario cannot be run: ${problems[0]?.message ?? ''}`,
      problems,
    )
}

const below = (prefix: string, problems: readonly Problem[]): Problem[] =>
  problems.map((problem) => ({ ...problem, pointer: prefix + problem.pointer }))
