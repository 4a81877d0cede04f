import { createRandom } from './random.ts'

/**
 * What may go wrong at a port call. `crash`: the process dies before the call. `pause`: the process stands still past every
 * deadline, then goes on as if nothing had been. `fail`: the call is not done and fails. `lost`: it is done and fails.
 */
export type Mode = 'crash' | 'pause' | 'fail' | 'lost'
export const MODES: readonly Mode[] = ['crash', 'pause', 'fail', 'lost']

/** Longer than any claim, lock or time-out. Milliseconds. */
export const PAUSE_MS = 200_000
const RESTART_MS = 10_000

/** A virtual process. What a dead one was doing never goes on. */
export interface Process {
  readonly name: string
  dead: boolean
  frozenUntil: number
}

export type Done = { value: unknown } | null

interface Call {
  process: Process | null
  /** `kind.method`, the same in every run. */
  site: string
  run: () => unknown
  /** How this call looks to the caller when it fails; `done` if it was done all the same. */
  failure: (done: Done) => unknown
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  readyAt: number
}

/** Decides what happens at the n-th call of a site; null = nothing. */
export type FaultPlan = (site: string, n: number, index: number, process: Process) => Mode | null

export class Unavailable extends Error {}

export interface Scheduler {
  now(): number
  /** Does `run` when its turn has come; resolves never if the process dies first. */
  call<T>(process: Process | null, site: string, run: () => T | Promise<T>, failure?: (done: Done) => T): Promise<T>
  /** Calls `run` at an instant of virtual time, or at the next step if it has passed. */
  at(instant: number, run: () => void): () => void
  /** Runs to the end: until nothing can happen before `until` any more. */
  run(until: number): Promise<void>
  /** What to do when nothing is left to do now. @returns the instant of the next thing, or Infinity */
  onQuiet: () => number
  /** Starts something that waits for a free hand, such as a hint; false = there is nothing. */
  onIdle: () => boolean
  onCrash: (process: Process, restartAt: number) => void
  /** Called before each choice of what happens next. */
  beforeStep: () => void
  readonly trace: readonly string[]
  readonly faults: readonly string[]
  readonly random: () => number
  /** How often the answer to a save that got lost can be looked up. */
  readonly chanceOfLookUp: number
}

export interface SchedulerOptions {
  start: number
  plan: FaultPlan
  /** null = first come, first served; else the order is drawn from the seed. */
  seed: number | null
  /** Calls may take up to this long, drawn from the seed. Milliseconds. */
  slowMs?: number
}

const MAX_CALLS = 60_000

/** One thread of control over all processes: after each call everything runs on until it needs the next one. */
export function createScheduler({ start, plan, seed, slowMs = 0 }: SchedulerOptions): Scheduler {
  const random = createRandom(seed ?? 1)
  const calls: Call[] = []
  const timers: { at: number; order: number; run: () => void }[] = []
  const counts = new Map<string, number>()
  const trace: string[] = []
  const faults: string[] = []
  let now = start
  let order = 0

  const isReady = (call: Call): boolean =>
    call.readyAt <= now && (call.process === null || call.process.frozenUntil <= now)
  const drain = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  function perform(call: Call): void {
    const { process } = call
    const n = counts.get(call.site) ?? 0
    counts.set(call.site, n + 1)
    trace.push(`${call.site}#${n}`)
    const mode = process && plan(call.site, n, trace.length - 1, process)
    if (mode) faults.push(`${mode} at ${process.name}: ${call.site}#${n}`)
    if (mode === 'crash') return crash(process as Process)
    if (mode === 'pause') {
      ;(process as Process).frozenUntil = now + PAUSE_MS
      calls.push(call)
      return
    }
    if (mode === 'fail') return fail(call, null)
    Promise.resolve()
      .then(call.run)
      .then((value) => {
        if (mode === 'lost') fail(call, { value })
        else if (!process?.dead) call.resolve(value)
      })
      .catch((error: unknown) => process?.dead || call.reject(error))
  }

  function fail(call: Call, done: Done): void {
    if (call.process?.dead) return
    try {
      call.resolve(call.failure(done))
    } catch (error) {
      call.reject(error)
    }
  }

  function crash(process: Process): void {
    process.dead = true
    for (let i = calls.length - 1; i >= 0; i -= 1) if (calls[i]?.process === process) calls.splice(i, 1)
    scheduler.onCrash(process, now + RESTART_MS)
  }

  function ringTimers(): boolean {
    timers.sort((a, b) => a.at - b.at || a.order - b.order)
    let rang = false
    while (timers[0] && timers[0].at <= now) {
      timers.shift()?.run()
      rang = true
    }
    return rang
  }

  const scheduler: Scheduler = {
    now: () => now,
    random,
    trace,
    faults,
    chanceOfLookUp: seed === null ? 1 : 0.7,
    call: (process, site, run, failure) =>
      new Promise((resolve, reject) => {
        if (process?.dead) return
        const readyAt = slowMs > 0 && random() < 0.1 ? now + Math.floor(random() * slowMs) : now
        const fail =
          failure ??
          ((): never => {
            throw new Unavailable(`${site} is not available.`)
          })
        calls.push({ process, site, run, failure: fail, resolve: resolve as Call['resolve'], reject, readyAt })
      }),
    at(instant, run) {
      const timer = { at: instant, order: order++, run }
      timers.push(timer)
      return () => {
        timer.run = () => {}
      }
    },
    async run(until) {
      for (;;) {
        await drain()
        if (trace.length > MAX_CALLS)
          throw new Error(`No end in sight after ${MAX_CALLS} calls, at ${new Date(now).toISOString()}.`)
        scheduler.beforeStep()
        const ready = calls.filter(isReady)
        const startsWork = seed !== null && ready.length > 0 && random() < 0.3 && scheduler.onIdle()
        if (startsWork) continue
        if (ready.length > 0) {
          const call = ready[seed === null ? 0 : Math.floor(random() * ready.length)] as Call
          calls.splice(calls.indexOf(call), 1)
          perform(call)
          continue
        }
        if (ringTimers() || scheduler.onIdle()) continue
        const later = calls.map((call) => Math.max(call.readyAt, call.process?.frozenUntil ?? 0))
        const next = Math.min(scheduler.onQuiet(), timers[0]?.at ?? Infinity, ...later)
        if (next > until) {
          now = Math.max(now, until)
          return
        }
        now = Math.max(now, next)
      }
    },
    onQuiet: () => Infinity,
    onIdle: () => false,
    onCrash: () => {},
    beforeStep: () => {},
  }
  return scheduler
}
