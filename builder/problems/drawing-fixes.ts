import { pathOf } from '../../engine/core/format/pointer.ts'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import { exampleOf } from '../api/registry.tsx'
import { laneOf } from '../document/card.ts'
import { addStep, newStepId, removeSteps } from '../document/commands/index.ts'
import type { JourneyDocument } from '../document/document.ts'
import { isQuiet, ownPaths } from '../document/paths.ts'
import { addEntry, removeLine } from './fix-commands.ts'
import type { Fixer, Surroundings } from './fixes.ts'
import { isAskedFor } from './references.ts'

const removesLine =
  (isWrong: (from: string, path: string, to: string, around: Surroundings) => boolean): Fixer =>
  ({ pointer }, around) => {
    const [list, index] = pathOf(pointer)
    const edge = list === 'edges' ? around.document.edges[Number(index)] : undefined
    if (edge === undefined || !isWrong(edge.from, edge.path, edge.to, around)) return null
    return { key: 'removeLine', command: removeLine(Number(index)) }
  }

/** Fixes of steps and lines, by the code of the problem. */
export const drawingFixes: Readonly<Record<string, Fixer>> = {
  'no-entry': (_, { document, registry, nameOf, nameOfType }) => {
    const type = registry.get('entry')
    if (type === undefined || document.order.some((id) => groupOf(id, document, registry) === 'entry')) return null
    const led = new Set(document.edges.filter(({ from }) => document.steps[from] !== undefined).map(({ to }) => to))
    const first = document.order.find((id) => !led.has(id)) ?? document.order[0]
    const command = addEntry(newStepId('entry', document), type, first, nameOfType('entry'))
    return first === undefined
      ? { key: 'addEntry', command }
      : { key: 'addEntryBefore', values: { name: nameOf(first) }, command }
  },

  'dead-end': ({ at, message }, { document, registry, nameOfType }) => {
    // Several paths of one step may lead nowhere; only the sentence says which.
    const path = /^Path "(.*)" of step "/s.exec(message)?.[1]
    const step = at === null ? undefined : document.steps[at]
    const [type, exit] = [registry.get(step?.type ?? ''), registry.get('exit')]
    if (path === undefined || step === undefined || exit === undefined) return null
    const isOpen = !document.edges.some((edge) => edge.from === step.id && edge.path === path)
    if (!isOpen || isQuiet(path, type) || !ownPaths(step, type).includes(path)) return null
    const id = newStepId('exit', document)
    const after = { from: step.id, path }
    const [lane, name, config] = [laneOf(step), nameOfType('exit'), exampleOf(exit, registry)]
    return { key: 'addExit', command: addStep({ id, type: exit, lane, after, name, config }) }
  },

  'unreachable-step': ({ at }, { document, nameOf }) => {
    // Where another step asks what became of its message, that would ask for a step that is gone.
    if (at === null || document.steps[at] === undefined || isAskedFor(at, document)) return null
    const name = nameOf(at)
    return { key: 'removeStep', values: { name }, command: removeSteps([at], name) }
  },

  'unknown-target': removesLine(
    (from, _, to, { document: { steps } }) => steps[from] === undefined || steps[to] === undefined,
  ),
  'unknown-path': removesLine((from, path, _, { document, registry }) => {
    const step = document.steps[from]
    return step !== undefined && !ownPaths(step, registry.get(step.type)).includes(path)
  }),
  'edge-into-entry': removesLine(
    (_from, _path, to, { document, registry }) => groupOf(to, document, registry) === 'entry',
  ),
  // Two lines to different steps: which is meant, only a person knows.
  'duplicate-path': removesLine(
    (from, path, to, { document }) =>
      document.edges.filter((edge) => edge.from === from && edge.path === path && edge.to === to).length > 1,
  ),
}

const groupOf = (id: string, { steps }: JourneyDocument, registry: StepRegistry): string | undefined =>
  registry.get(steps[id]?.type ?? '')?.group
