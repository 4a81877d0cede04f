import type { Edge } from '../../engine/core/model/journey.ts'
import type { Topic } from '../../engine/core/model/workspace.ts'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import { exampleOf, textsOf } from '../api/registry.tsx'
import { withListedTopic } from '../api/topics.ts'
import { tell } from '../app/toasts.ts'
import type { Drawing } from '../canvas/drawing.ts'
import { CARD, laneOf, snap } from '../document/card.ts'
import {
  addNote,
  addStep,
  type Clip,
  clipOf,
  connect,
  disconnect,
  moveSteps,
  newStepId,
  onwardWay,
  paste,
  readClip,
  reconnect,
  removeNotes,
  removeSteps,
  splice,
  swap,
  whyNot,
} from '../document/commands/index.ts'
import { type Arrangement, arrange } from '../document/align.ts'
import { freeNoteId, type Point } from '../document/document.ts'
import type { Editor } from '../document/editor.ts'
import { isQuiet, ownPaths } from '../document/paths.ts'
import { laneAt, placeSteps } from '../document/placement.ts'
import { i18n } from '../i18n/index.ts'
import { stepName } from './context.ts'

/**
 * What people do, whichever way they do it: mouse, keyboard, outline or menu. Each is one command with one name in the
 * history.
 */
export function createActions(editor: Editor, registry: StepRegistry, topics: readonly Topic[] = []) {
  const document = () => editor.getState().document
  const nameOf = (id: string): string => stepName(id, document(), registry)
  const names = ({ from, to }: Pick<Edge, 'from' | 'to'>) => ({ from: nameOf(from), to: nameOf(to) })

  /** Adds a step and chooses it. Returns its id, or null for an unknown type. */
  function add(
    typeName: string,
    options: { after?: { from: string; path: string } | null; at?: Point | null; drawing?: Drawing } = {},
  ): string | null {
    const type = registry.get(typeName)
    if (type === undefined) return null
    const { after = null, at = null, drawing } = options
    const before = after === null ? undefined : document().steps[after.from]
    const lane =
      at !== null && drawing !== undefined && after === null
        ? laneAt(at.x + CARD.width / 2, drawing.bands)
        : before === undefined
          ? 'awareness'
          : laneOf(before)
    const id = newStepId(typeName, document())
    editor.run(
      addStep({
        id,
        type,
        lane,
        name: textsOf(typeName, registry).name,
        config: withListedTopic(exampleOf(type, registry), topics),
        ...(at === null || after !== null ? {} : { at: { x: snap(at.x), y: snap(at.y) } }),
        ...(after === null ? {} : { after }),
      }),
    )
    editor.select([id], id)
    return id
  }

  /** Connects, or says why it cannot be. */
  function link(edge: Edge): boolean {
    const reason = whyNot(edge, document(), registry)
    if (reason !== null) {
      tell(i18n.t(`editor.whyNot.${reason}`))
      return false
    }
    return editor.run(connect(edge, names(edge)))
  }

  function relink(old: Edge, edge: Edge): boolean {
    const without = { ...document(), edges: document().edges.filter((other) => other !== old) }
    const reason = whyNot(edge, without, registry)
    if (reason === null) return editor.run(reconnect(old, edge, names(edge)))
    tell(i18n.t(`editor.whyNot.${reason}`))
    return false
  }

  /** The ways of a step between which a choice has to be made before it goes: they lead to different steps. */
  function waysToChoose(id: string): Edge[] {
    const { edges } = document()
    const out = edges.filter((edge) => edge.from === id && edge.to !== id)
    const isReached = edges.some((edge) => edge.to === id && edge.from !== id)
    return isReached && new Set(out.map(({ to }) => to)).size > 1 ? out : []
  }

  /** Removes a step; what led to it follows the given way of it, or stays open. */
  function removeStep(id: string, onward?: string): void {
    editor.run(removeSteps([id], nameOf(id), onward))
  }

  /** Removes all that is chosen: steps, lines and notes. */
  function remove(ids: Iterable<string> = editor.getState().selected): void {
    const { steps, edges, notes } = document()
    const chosen = [...ids]
    const [gone, lines, remarks] = [
      chosen.filter((id) => steps[id] !== undefined),
      edges.filter(({ from, path, to }) => chosen.includes(`${from} ${path} ${to}`)),
      chosen.filter((id) => notes[id] !== undefined),
    ]
    if (gone.length > 0) editor.run(removeSteps(gone, nameOf(gone[0] ?? '')))
    if (lines.length > 0) editor.run(disconnect(lines))
    if (remarks.length > 0) editor.run(removeNotes(remarks))
  }

  async function copy(): Promise<void> {
    const clip = clipOf(document(), editor.getState().selected)
    if (clip === null) return
    await navigator.clipboard.writeText(JSON.stringify(clip, null, 2))
    tell(i18n.t('editor.copied', { count: clip.steps.length }))
  }

  async function cut(): Promise<void> {
    await copy()
    remove()
  }

  /** Pastes steps from a text. Returns their ids, none if the text holds no steps. */
  function pasteText(text: string): string[] {
    const clip = readClip(text)
    if (clip === null) {
      tell(i18n.t('editor.nothingToPaste'))
      return []
    }
    return insert(clip, 'paste')
  }

  function insert(clip: Clip, how: 'paste' | 'duplicate'): string[] {
    const { command, ids } = paste(clip, document(), { x: 24, y: 24 }, how)
    editor.run(command)
    editor.select(ids, ids[0])
    return ids
  }

  /** @param isLinked the copies lead on to where their originals do */
  function duplicate(isLinked = false): string[] {
    const clip = clipOf(document(), editor.getState().selected, isLinked)
    return clip === null ? [] : insert(clip, 'duplicate')
  }

  /** Nudges what is chosen. */
  function nudge(by: Point, drawing: Drawing): void {
    const { selected, document } = editor.getState()
    const places = Object.fromEntries(
      drawing.cards
        .filter(({ step }) => selected.has(step.id))
        .map(({ step, place }) => [step.id, { x: place.x + by.x, y: place.y + by.y }]),
    )
    const notes = Object.fromEntries(
      Object.values(document.notes)
        .filter(({ id }) => selected.has(id))
        .map(({ id, x, y }) => [id, { x: x + by.x, y: y + by.y }]),
    )
    drop({ ...places, ...notes }, drawing, 'nudge')
  }

  /** Puts cards where they were dropped; a card in another lane changes its stage. */
  function drop(places: Record<string, Point>, { bands }: Drawing, how: 'drop' | 'nudge' = 'drop'): void {
    if (Object.keys(places).length === 0) return
    editor.run(
      moveSteps(
        places,
        (id) => {
          const place = places[id]
          return place === undefined ? null : laneAt(place.x + CARD.width / 2, bands)
        },
        how,
      ),
    )
  }

  /** Puts a card into a line, as a step between two others. False = it would have to be guessed how. */
  function putInto(id: string, edge: Edge, at: Point, { bands }: Drawing): boolean {
    const onward = wayInto(id)
    if (onward === null) return false
    return editor.run(splice(id, edge, { at, lane: laneAt(at.x + CARD.width / 2, bands), onward, name: nameOf(id) }))
  }

  /** The way by which a step would go on after it was put into a line; null = it cannot be. */
  const wayInto = (id: string): string | null =>
    onwardWay(id, document(), registry.get(document().steps[id]?.type ?? ''))

  /** Puts the chosen steps in line or spreads them evenly. */
  function align(how: Arrangement): void {
    const { steps } = document()
    const ids = [...editor.getState().selected].filter((id) => steps[id] !== undefined)
    if (ids.length < 2) return
    editor.run({
      ...moveSteps(arrange(ids, how, document(), placeSteps(document())), () => null),
      label: { key: 'align' },
    })
  }

  /** Changes the order with the step before or after, in a straight run. */
  function reorder(id: string, way: 'earlier' | 'later'): void {
    const { steps, edges } = document()
    const edge = edges.find((edge) => (way === 'later' ? edge.from : edge.to) === id)
    const [onward] = edge === undefined ? [] : waysOn(edge.to)
    const isEntry = registry.get(steps[edge?.from ?? '']?.type ?? '')?.group === 'entry'
    const command =
      edge === undefined || onward === undefined || isEntry ? null : swap(document(), edge.from, edge.to, onward)
    if (command === null) tell(i18n.t('editor.whyNot.straight'))
    else editor.run(command)
  }

  function note(at: Point): void {
    const id = freeNoteId(document().notes)
    editor.run(addNote(id, { x: snap(at.x), y: snap(at.y) }))
    editor.select([id])
  }

  /** The ways on of a step, default first. */
  function waysOn(id: string): string[] {
    const step = document().steps[id]
    return step === undefined ? [] : ownPaths(step, registry.get(step.type))
  }

  /** The way a new step follows when nobody says which: the first that leads nowhere, else the default. */
  function openWay(id: string): string | null {
    const ways = waysOn(id)
    const taken = new Set(
      document()
        .edges.filter((edge) => edge.from === id)
        .map((edge) => edge.path),
    )
    const type = registry.get(document().steps[id]?.type ?? '')
    return ways.find((path) => !taken.has(path) && !isQuiet(path, type)) ?? ways[0] ?? null
  }

  return {
    ...{ add, link, relink, remove, removeStep, waysToChoose, copy, cut, pasteText, duplicate },
    ...{ nudge, drop, putInto, wayInto, align, reorder, note, waysOn, openWay, nameOf },
  }
}

export type Actions = ReturnType<typeof createActions>
