import type { Card, Drawing, Line } from './drawing.ts'
import { CARD } from '../document/card.ts'
import type { Note } from '../document/document.ts'
import { type FlowEdge, type FlowNode, Position } from './adapter.ts'
import type { CardNames } from './use-card-names.ts'

export type StepFlowNode = FlowNode<{ card: Card }, 'step'>
export type NoteFlowNode = FlowNode<{ note: Note }, 'note'>
export type CanvasNode = StepFlowNode | NoteFlowNode
export type CanvasEdge = FlowEdge<{ line: Line }, 'line'>

/** What a canvas adds to a drawing. */
export interface FlowState {
  selected: ReadonlySet<string>
  /** The one step that the Tab key reaches. */
  focusable: string | null
  editable: boolean
  names: CardNames
}

/**
 * React Flow's nodes and edges of a drawing. What did not change keeps its object, so that only changed cards render.
 * Sizes and handles are given: nothing has to be measured before lines are drawn.
 */
export function createFlow() {
  let nodes = new Map<string, { card: Card; names: CardNames; key: string; node: StepFlowNode }>()
  let edges = new Map<string, { line: Line; selected: boolean; pointedAt: boolean; edge: CanvasEdge }>()
  let nodeList: StepFlowNode[] = []
  let edgeList: CanvasEdge[] = []
  let latest: { lines: Drawing['lines']; selected: ReadonlySet<string>; pointed: string | null } | null = null

  function nodesOf({ cards }: Drawing, state: FlowState): StepFlowNode[] {
    const { names } = state
    const next: typeof nodes = new Map()
    const list = cards.map((card) => {
      const { id } = card.step
      const known = nodes.get(id)
      const same = known !== undefined && sameCard(known.card, card) ? known.card : card
      const key = [state.selected.has(id), state.focusable === id, state.editable, names.problemsOf(same)].join()
      if (known !== undefined && known.card === same && known.names === names && known.key === key) {
        next.set(id, known)
        return known.node
      }
      const node = nodeOf(same, state)
      next.set(id, { card: same, names, key, node })
      return node
    })
    nodes = next
    return (nodeList = shared(nodeList, list))
  }

  /** @param pointed the line under the pointer */
  function edgesOf({ lines }: Drawing, selected: ReadonlySet<string>, pointed: string | null = null): CanvasEdge[] {
    if (latest?.lines === lines && latest.selected === selected && latest.pointed === pointed) return edgeList
    latest = { lines, selected, pointed }
    const next: typeof edges = new Map()
    const list = lines.map((line) => {
      const known = edges.get(line.id)
      const isSelected = selected.has(line.id)
      const isPointedAt = pointed === line.id
      const isSame = known?.selected === isSelected && known.pointedAt === isPointedAt && sameLine(known.line, line)
      if (known !== undefined && isSame) {
        next.set(line.id, known)
        return known.edge
      }
      const edge = edgeOf(line, isSelected, isPointedAt)
      next.set(line.id, { line, selected: isSelected, pointedAt: isPointedAt, edge })
      return edge
    })
    edges = next
    return (edgeList = shared(edgeList, list))
  }

  return { nodesOf, edgesOf }
}

/** The known list where the other has the same members: React Flow takes up every new list from its start. */
function shared<T>(known: T[], list: T[]): T[] {
  return known.length === list.length && known.every((item, at) => item === list[at]) ? known : list
}

/** The handle that takes lines in: at the top for lines of the same lane, at the left for all others. */
export const IN = { top: 'in-top', left: 'in-left' } as const

function nodeOf(card: Card, { selected, focusable, editable, names }: FlowState): StepFlowNode {
  const { step, place, ports, isEntry } = card
  return {
    id: step.id,
    type: 'step',
    position: place,
    width: CARD.width,
    height: CARD.height,
    measured: { width: CARD.width, height: CARD.height },
    handles: [
      ...(isEntry ? [] : [handle(IN.top, 'target', 'top'), handle(IN.left, 'target', 'left')]),
      ...ports.map(({ path, side, x, y }) => ({
        id: path,
        type: 'source' as const,
        position: side === 'right' ? Position.Right : Position.Bottom,
        x,
        y,
        width: 1,
        height: 1,
      })),
    ],
    data: { card },
    selected: selected.has(step.id),
    draggable: editable,
    connectable: editable,
    deletable: false,
    domAttributes: {
      tabIndex: focusable === step.id ? 0 : -1,
      'data-step-id': step.id,
      // Said when the card is drawn.
      get 'aria-label'() {
        return names.of(card)
      },
    } as Record<string, unknown>,
  }
}

function handle(id: string, type: 'target', side: 'top' | 'left') {
  return side === 'top'
    ? { id, type, position: Position.Top, x: CARD.width / 2, y: 0, width: 1, height: 1 }
    : { id, type, position: Position.Left, x: 0, y: CARD.height / 2, width: 1, height: 1 }
}

function edgeOf(line: Line, selected: boolean, isPointedAt: boolean): CanvasEdge {
  const { edge, id, route, port } = line
  return {
    id,
    type: 'line',
    source: edge.from,
    target: edge.to,
    sourceHandle: port.path,
    targetHandle: route.course === 'down' || route.course === 'around' ? IN.top : IN.left,
    data: { line },
    selected,
    // Its ends can be taken hold of where somebody looks: each of them is an element that is moved with its card.
    reconnectable: selected || isPointedAt,
    focusable: false,
    deletable: false,
    // Lines are told with their steps and in the outline.
    domAttributes: { 'aria-hidden': true },
  }
}

const sameCard = (a: Card, b: Card): boolean =>
  a === b ||
  (a.step === b.step &&
    a.lane === b.lane &&
    a.index === b.index &&
    a.total === b.total &&
    a.isEntry === b.isEntry &&
    a.place.x === b.place.x &&
    a.place.y === b.place.y &&
    a.ports.length === b.ports.length &&
    a.ports.every((port, at) => sameFields(port, b.ports[at])))

const sameLine = (a: Line, b: Line): boolean =>
  a.named === b.named && sameFields(a.edge, b.edge) && sameFields(a.port, b.port) && sameFields(a.route, b.route)

function sameFields(a: object, b: object | undefined): boolean {
  if (b === undefined) return false
  const other = b as Record<string, unknown>
  return Object.entries(a).every(([key, value]) => other[key] === value)
}
