import type { Journey } from '../model/journey.ts'
import type { StepRegistry } from '../steps/registry.ts'
import type { Reference } from '../steps/sdk.ts'
import { channelFault } from './channels.ts'
import { configPath } from './config-path.ts'
import { type Drawing, isEntry, readDrawing, type ReadStep } from './drawing.ts'
import type { Lookup } from './lookup.ts'
import type { Report } from './report.ts'
import { topicFault } from './topics.ts'

/** Checks that templates, segments, pools and journeys named by steps exist, and that no journey starts itself in the end. */
export function checkReferences(drawing: Drawing, lookup: Lookup, report: Report): void {
  for (const read of drawing.steps) {
    for (const reference of referencesOf(read)) {
      const path = configPath(read.index, reference.field)
      const fault = faultOf(reference, drawing.journey, lookup)
      // A topic that is not listed can still be agreed to, and a channel may be set up before the first customer comes.
      const isSerious = reference.kind !== 'topic' && reference.kind !== 'channel'
      const tell = isSerious ? report.error : report.warning
      if (fault !== null) tell(path, `unknown-${reference.kind}`, `Step "${read.step.id}" ${fault}`)
      if (reference.kind !== 'journey') continue
      const round = wayBack(reference.id, drawing.journey.id, lookup)
      if (round === null) continue
      const way = [drawing.journey.id, ...round].map((id) => `"${id}"`).join(' starts ')
      report.error(
        path,
        'journey-cycle',
        `Journeys go round in a circle: ${way}. Start another journey from step "${read.step.id}".`,
      )
    }
  }
}

const referencesOf = ({ definition, config }: ReadStep): readonly Reference[] =>
  config === null ? [] : (definition?.references?.(config.value) ?? [])

function faultOf({ kind, id }: Reference, own: Journey, lookup: Lookup): string | null {
  if (kind === 'topic') return topicFault(id, lookup.topics)
  if (kind === 'channel') {
    const fault = channelFault(id, lookup.channels)
    return fault && `names ${fault}`
  }
  if (kind === 'journey') return id === own.id ? null : journeyFault(id, lookup)
  const known = { segment: lookup.segments, template: lookup.templates, pool: lookup.pools }[kind]
  return known === undefined || known.has(id)
    ? null
    : `names the ${kind} "${id}", which does not exist; choose another or create it.`
}

function journeyFault(id: string, { journeys, registry }: Lookup): string | null {
  if (journeys === undefined) return null
  const target = journeys.get(id)
  if (target === undefined) return `starts the journey "${id}", which does not exist; choose another or create it.`
  const open = readDrawing(target, registry).steps.some((read) => isEntry(read) && hasApiTrigger(read))
  return open ? null : `starts the journey "${id}", which has no entry of the kind "api"; add one there.`
}

function hasApiTrigger({ step }: ReadStep): boolean {
  const trigger = step.config['trigger']
  return trigger !== null && typeof trigger === 'object' && !Array.isArray(trigger) && trigger?.['type'] === 'api'
}

/** The journeys from `start` to `home`, both included; null = there is no such way. */
function wayBack(start: string, home: string, { journeys, registry }: Lookup): string[] | null {
  const seen = new Set<string>()
  const search = (id: string): string[] | null => {
    if (id === home) return [id]
    const journey = seen.has(id) ? undefined : journeys?.get(id)
    seen.add(id)
    if (journey === undefined) return null
    for (const next of startedBy(journey, registry)) {
      const rest = search(next)
      if (rest !== null) return [id, ...rest]
    }
    return null
  }
  return search(start)
}

const startedBy = (journey: Journey, registry: StepRegistry): string[] =>
  readDrawing(journey, registry)
    .steps.flatMap(referencesOf)
    .flatMap((reference) => (reference.kind === 'journey' ? [reference.id] : []))
