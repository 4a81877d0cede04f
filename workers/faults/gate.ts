import type { Store } from '../../engine/store/port.ts'
import type { Done, Process, Scheduler } from './scheduler.ts'
import { Unavailable } from './scheduler.ts'

type Method = (...args: unknown[]) => unknown

/** The store as one process sees it: every call is a step of the scheduler, and a place where things go wrong. */
export function gateStore(store: Store, scheduler: Scheduler, process: Process): Store {
  const gated: Record<string, unknown> = {
    ...store,
    now: () => scheduler.call(process, 'store.now', () => store.now()),
  }
  for (const part of ['customers', 'inputs', 'interactions', 'journeys', 'records', 'claims', 'settings'] as const) {
    const methods = store[part] as unknown as Record<string, Method>
    gated[part] = Object.fromEntries(
      Object.entries(methods).map(([name, method]) => [name, gateMethod(`${part}.${name}`, method)]),
    )
  }
  return gated as unknown as Store

  function gateMethod(site: string, method: Method): Method {
    if (site === 'customers.each' || site === 'interactions.each' || site === 'records.eachEnrollment') {
      return async function* (...args) {
        yield* await scheduler.call(process, site, () => collect(method(...args) as AsyncIterable<unknown>))
      }
    }
    const failure = site === 'customers.save' ? savedAllTheSame : undefined
    return (...args) => scheduler.call(process, site, () => method(...args), failure && ((done) => failure(done)))
  }

  /** A lost answer to a save is looked up by its commit token, unless that look fails too. */
  function savedAllTheSame(done: Done): unknown {
    if (done && scheduler.random() < scheduler.chanceOfLookUp) return done.value
    throw new Unavailable('customers.save is not available.')
  }
}

async function collect(pages: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const page of pages) all.push(page)
  return all
}
