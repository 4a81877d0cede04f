import { newCustomer } from '../../engine/core/model/new-customer.ts'
import { pauseJourney, publishJourney, resumeJourney } from '../../engine/journeys/index.ts'
import { ProblemError } from '../../engine/problem.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import type { Store } from '../../engine/store/port.ts'
import type { Runtime } from '../runtime.ts'
import { SWEEP_MS } from '../sweep.ts'
import { type EndState, readEndState } from './end-state.ts'
import { createHints, type HintFaults } from './hints.ts'
import { checkCaps, checkCommit, checkPolicies, checkRest } from './invariants.ts'
import { createJudge, type ProviderMode } from './judge.ts'
import { createModelStore } from './model/store.ts'
import { type Node, openNode, startWork, type Surroundings } from './node.ts'
import { type Act, type Reference, START } from './reference.ts'
import { createScheduler, type FaultPlan, type Scheduler, Unavailable } from './scheduler.ts'

/** What is different from a life in which nothing goes wrong. */
export interface Weather {
  plan?: FaultPlan
  seed?: number | null
  slowMs?: number
  hints?: HintFaults
  /** What each call to a provider meets. */
  provider?: (scheduler: Scheduler, channel: string) => ProviderMode
  /** Due work must go on within `RECOVERY_MS`; not asked where several things go wrong at once. */
  prompt?: boolean
  /** A defect planted into the store or the runtime of every process. */
  bendStore?: (store: Store) => Store
  bend?: (rt: Runtime, process: string) => Runtime
}

export interface Outcome {
  violations: string[]
  end: EndState
  trace: readonly string[]
  faults: readonly string[]
}

const WORKERS = ['w1', 'w2']
/** A client that hears nothing for this long tries again. */
const PATIENCE_MS = 30_000
/** After any single fault all due work goes on within this time. */
export const RECOVERY_MS = 15_000

/** Lives a reference once. Everything that happens follows from the arguments. */
export async function simulate(reference: Reference, weather: Weather = {}): Promise<Outcome> {
  const violations = new Set<string>()
  const single = new Set(
    reference.journeys.flatMap((journey) => (isSingle(journey) ? [(journey as { id: string }).id] : [])),
  )
  const note = (lines: readonly string[]): void => lines.forEach((line) => violations.add(line))
  const scheduler = createScheduler({
    start: START,
    plan: weather.plan ?? (() => null),
    seed: weather.seed ?? null,
    slowMs: weather.slowMs ?? 0,
  })
  const model = createModelStore(scheduler.now, (before, after) =>
    note([...checkCommit(before, after), ...checkPolicies(after, single)]),
  )
  const store = weather.bendStore?.(model) ?? model
  const hints = createHints(scheduler)
  const judge = createJudge(scheduler, isKeyed(reference))
  let ordinal = 0
  const around: Surroundings = {
    scheduler,
    store,
    hints,
    judge,
    errors: [],
    bend: weather.bend ?? ((rt) => rt),
    nextOrdinal: () => ordinal++,
  }
  await prepare(model, reference)

  const nodes = new Map<string, Node>()
  const open = (name: string): void => {
    const node = openNode(name, around)
    nodes.set(name, node)
    if (WORKERS.includes(name)) startWork(node)
  }
  for (const name of ['api', ...WORKERS]) open(name)
  scheduler.onCrash = (process, at) => void scheduler.at(at, () => open(process.name))
  scheduler.onIdle = hints.dispatch
  let nextLook = START
  const sweepAt = createSweepTimes(model, scheduler)
  scheduler.onQuiet = () => Math.max(sweepAt(), nextLook)
  scheduleSweeps()
  hints.faults = weather.hints ?? hints.faults
  if (weather.provider)
    judge.mode = (channel) => (weather.provider as NonNullable<Weather['provider']>)(scheduler, channel)
  for (const { at, ...act } of reference.acts) scheduler.at(START + at, () => void carryOut(act))
  await scheduler.run(START + reference.until)

  // Whatever the weather was, it is fine now, and what is owed comes to rest.
  const end = await readEndState(model, judge.taken)
  note([
    ...judge.violations,
    ...checkCaps(judge.taken, reference.cap),
    ...(await checkRest(model, end)),
    ...around.errors.map((error) => `error: ${error}`),
  ])
  hints.flush()
  await scheduler.run(START + reference.until + 60_000)
  const later = await readEndState(model, judge.taken)
  if (
    JSON.stringify({ ...later, customers: later.customers.map(withoutClock) }) !==
    JSON.stringify({ ...end, customers: end.customers.map(withoutClock) })
  )
    violations.add('I12: emptying the queue at rest changed something')
  return { violations: [...violations], end, trace: scheduler.trace, faults: scheduler.faults }

  function scheduleSweeps(): void {
    scheduler.beforeStep = () => {
      if (weather.prompt) checkLateness()
      if (scheduler.now() < nextLook || sweepAt() > scheduler.now()) return
      // Sweepers look at whole multiples of this; instants at which they would find nothing are left out.
      nextLook = (Math.floor(scheduler.now() / SWEEP_MS) + 1) * SWEEP_MS
      for (const name of WORKERS) {
        const node = nodes.get(name)
        if (node && !node.process.dead && node.process.frozenUntil <= scheduler.now()) void node.look()
      }
    }
  }

  function checkLateness(): void {
    const { wakeAt, acceptedAt } = model.peek()
    const late = scheduler.now() - Math.min(wakeAt ?? Infinity, acceptedAt ?? Infinity)
    if (late > RECOVERY_MS)
      violations.add(
        `late: ${acceptedAt !== null && acceptedAt < (wakeAt ?? Infinity) ? 'an input' : 'a customer'} waits for more than ${RECOVERY_MS / 1_000} s`,
      )
  }

  async function carryOut(act: Act): Promise<void> {
    switch (act.act) {
      case 'report':
        return insist(async ({ ingest }) => void (await ingest.accept(act.reports)))
      case 'opt-out': {
        const { customerId, channel, topic } = act
        await insist(
          async ({ ingest }) =>
            void (await ingest.acceptAndApply([
              {
                id: `out-${customerId}-${topic}`,
                customerId,
                body: { kind: 'consent', channel, topic, allowed: false },
              },
            ])),
        )
        return judge.optedOut(customerId, channel, topic)
      }
      case 'publish':
        return insist(
          async ({ journeys }) =>
            void (await publishJourney(journeys, act.journey, act.move ? { move: act.move } : {})),
        )
      case 'pause':
        return insist(async ({ journeys }) => void (await pauseJourney(journeys, act.journey, act.entries)))
      case 'resume':
        return insist(async ({ journeys }) => void (await resumeJourney(journeys, act.journey, act.policy)))
      case 'flush':
        return hints.flush()
      case 'queue':
        hints.down = act.down
    }
  }

  /** Does something through the API until it is answered. */
  async function insist(work: (node: Node) => Promise<void>): Promise<void> {
    for (;;) {
      const node = nodes.get('api') as Node
      const answered = work(node).then(
        () => true,
        (error: unknown) => {
          if (error instanceof ProblemError && error.status === 409) return true
          if (!(error instanceof Unavailable))
            around.errors.push(`api: ${error instanceof Error ? error.message : String(error)}`)
          return false
        },
      )
      if (await Promise.race([answered, sleep(PATIENCE_MS)])) return
      await sleep(2_000)
    }
  }

  function sleep(ms: number): Promise<false> {
    return new Promise((resolve) => scheduler.at(scheduler.now() + ms, () => resolve(false)))
  }
}

async function prepare(store: Store, reference: Reference): Promise<void> {
  const customers = reference.customers.map(({ id, consent }, i) => {
    const customer = newCustomer(id, START, i)
    customer.consent = { email: consent ?? ['news'] }
    customer.traits = { email: `${id}@example.test` }
    return customer
  })
  await store.customers.save(customers)
  for (const segment of reference.segments ?? []) await store.journeys.saveSegment(segment)
  if (reference.caps) await store.settings.saveWorkspace({ timeZone: 'UTC', quietHours: null, caps: reference.caps })
  for (const { id, codes } of reference.pools ?? []) await store.claims.addCodes(id, codes)
  const ports = { store, registry: coreRegistry(), now: () => START, broadcast: () => {} }
  for (const journey of reference.journeys) await publishJourney(ports, journey)
}

/** The next instant at which a sweeper would find something. */
function createSweepTimes(store: ReturnType<typeof createModelStore>, scheduler: Scheduler): () => number {
  return () => {
    const { wakeAt, acceptedAt, broadcasting } = store.peek()
    const at = Math.min(
      wakeAt === null ? Infinity : wakeAt + SWEEP_MS,
      acceptedAt === null ? Infinity : acceptedAt + SWEEP_MS,
      broadcasting ? scheduler.now() : Infinity,
    )
    return at === Infinity ? at : Math.ceil(at / SWEEP_MS) * SWEEP_MS
  }
}

const withoutClock = ({
  rev: _r,
  wakeAt: _w,
  applied: _a,
  recheckAt: _c,
  ...rest
}: EndState['customers'][number]): unknown => rest

function isSingle(journey: object): boolean {
  const steps = (journey as { steps: { type: string; config: { reentry?: { policy?: string } } }[] }).steps
  return steps.every((step) => step.type !== 'entry' || step.config.reentry?.policy !== 'always')
}

/** Whether repeats of this message are folded: by the receiver of a webhook, or where the author of the step said so. */
function isKeyed(reference: Reference): (message: { channel: string; content: Record<string, unknown> }) => boolean {
  const keyed = new Set<string>()
  for (const journey of [
    ...reference.journeys,
    ...reference.acts.flatMap((act) => (act.act === 'publish' ? [act.journey] : [])),
  ]) {
    for (const step of (journey as { steps: { id: string; config: { idempotent?: boolean } }[] }).steps)
      if (step.config.idempotent) keyed.add(step.id)
  }
  return ({ channel, content }) => channel === 'webhook' || keyed.has(String(content['subject']).split(' ')[0] ?? '')
}
