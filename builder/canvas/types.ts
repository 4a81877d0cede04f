import { LineEdge } from './LineEdge.tsx'
import type { CanvasNode } from './flow.ts'
import { NoteNode } from './NoteNode.tsx'
import { StepNode } from './StepNode.tsx'

/** Kept outside of components: React Flow builds everything anew when these change. */
export const nodeTypes = { step: StepNode, note: NoteNode }
export const edgeTypes = { line: LineEdge }

export const miniMapColor = (node: CanvasNode): string =>
  node.type === 'step' ? `var(--stage-${node.data.card.lane})` : 'var(--note)'
