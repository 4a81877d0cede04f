import { createStore, type StoreApi } from 'zustand/vanilla'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import type { JourneyDocument } from '../document/document.ts'
import type { Editor } from '../document/editor.ts'
import { applyNodeChanges, type NodeChange } from './adapter.ts'
import { type Drawing, drawJourney, redrawNames } from './drawing.ts'
import { type CanvasEdge, type CanvasNode, createFlow, type NoteFlowNode } from './flow.ts'
import { NOTE } from './note-size.ts'
import type { CardNames } from './use-card-names.ts'

export interface CanvasState {
  drawing: Drawing
  nodes: readonly CanvasNode[]
  edges: readonly CanvasEdge[]
}

export interface CanvasStore extends StoreApi<CanvasState> {
  /** Keeps up with the editor until the returned function is called. */
  follow(): () => void
  /** Other words or other step types. */
  speak(registry: StepRegistry, names: CardNames): void
  /** Moves cards under the pointer. The document hears of it when they are dropped. */
  drag(changes: NodeChange<CanvasNode>[]): void
  /** The pointer is over a line; null = over none. */
  point(line: string | null): void
}

/** What the canvas shows of an editor: derived, shared structurally, and a step ahead only while something is dragged. */
export function createCanvasStore(editor: Editor, registry: StepRegistry, names: CardNames): CanvasStore {
  const flow = createFlow()
  let speech = { registry, names }
  let pointed: string | null = null
  let drawn: { document: JourneyDocument; registry: StepRegistry; drawing: Drawing } | null = null

  function draw(document: JourneyDocument): Drawing {
    const isSame =
      drawn !== null &&
      drawn.registry === speech.registry &&
      drawn.document.steps === document.steps &&
      drawn.document.edges === document.edges &&
      drawn.document.positions === document.positions &&
      drawn.document.order === document.order
    if (drawn !== null && isSame) return drawn.drawing
    const renamed = drawn?.registry === speech.registry ? redrawNames(drawn.drawing, drawn.document, document) : null
    const drawing = renamed ?? drawJourney(document, speech.registry)
    drawn = { document, registry: speech.registry, drawing }
    return drawing
  }

  function derive(): CanvasState {
    const { document, selected, focused } = editor.getState()
    const drawing = draw(document)
    const nodes = flow.nodesOf(drawing, { selected, focusable: focused, editable: true, names: speech.names })
    const notes = Object.values(document.notes).map(
      (note): NoteFlowNode => ({
        id: note.id,
        type: 'note',
        position: { x: note.x, y: note.y },
        ...NOTE,
        measured: NOTE,
        data: { note },
        selected: selected.has(note.id),
        deletable: false,
      }),
    )
    return {
      drawing,
      nodes: notes.length === 0 ? nodes : [...nodes, ...notes],
      edges: flow.edgesOf(drawing, selected, pointed),
    }
  }

  const store = createStore<CanvasState>(derive)
  return {
    ...store,
    follow() {
      store.setState(derive())
      return editor.subscribe((state, before) => {
        const isSame =
          state.document === before.document && state.selected === before.selected && state.focused === before.focused
        if (!isSame) store.setState(derive())
      })
    },
    speak(registry, names) {
      speech = { registry, names }
      store.setState(derive())
    },
    point(line) {
      pointed = line
      const { document, selected } = editor.getState()
      store.setState({ edges: flow.edgesOf(draw(document), selected, pointed) })
    },
    drag: (changes) => store.setState(({ nodes }) => ({ nodes: applyNodeChanges(changes, [...nodes]) })),
  }
}
