import type { Journey } from '../core/model/journey.ts'
import { reviewSegment, validateJourney } from '../core/validate/index.ts'
import { ProblemError } from '../problem.ts'
import { eachLive } from './journeys.ts'
import type { Services } from './services.ts'

type Kind = 'segment' | 'template'

/**
 * Refuses to take away what published journeys or other segments refer to: it would park the customers who meet it.
 * @throws ProblemError 409 naming who uses it
 */
export async function refuseIfUsed(kind: Kind, id: string, services: Services): Promise<void> {
  const users = [
    ...(await journeysUsing(kind, id, services)),
    ...(kind === 'segment' ? await segmentsUsing(id, services) : []),
  ]
  if (users.length === 0) return
  const gone = (await known(kind, services)).find((document) => document.id === id)
  const detail = `The ${kind} "${gone?.name ?? id}" is used by ${users.slice(0, 5).join(', ')}. Take it out of there first.`
  throw new ProblemError(409, 'in-use', detail)
}

const known = (kind: Kind, { store }: Services): Promise<readonly { id: string; name?: string }[]> =>
  kind === 'segment' ? store.journeys.segments() : store.journeys.templates()

async function journeysUsing(kind: Kind, id: string, services: Services): Promise<string[]> {
  const { store, registry } = services
  const all = await known(kind, services)
  const others = new Set(all.map((document) => document.id).filter((other) => other !== id))
  const lookup = kind === 'segment' ? { registry, segments: others } : { registry, templates: others }
  // What the journey would be told if it were gone is the surest way to find every place that may name it.
  const misses = (journey: Journey): boolean =>
    validateJourney(journey, lookup).some(
      ({ code, message }) => code === `unknown-${kind}` && message.includes(`"${id}"`),
    )
  const users: string[] = []
  for await (const journey of eachLive({ store })) if (misses(journey)) users.push(`journey "${journey.name}"`)
  return users
}

async function segmentsUsing(id: string, { store }: Services): Promise<string[]> {
  const segments = await store.journeys.segments()
  const others = new Map(segments.filter((segment) => segment.id !== id).map((segment) => [segment.id, segment]))
  return [...others.values()]
    .filter((segment) => reviewSegment(segment, others).problems.some(({ message }) => message.includes(`"${id}"`)))
    .map(({ id, name }) => `segment "${name ?? id}"`)
}
