import '@xyflow/react/dist/style.css'
import './bare.css'
import {
  applyNodeChanges,
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getSmoothStepPath,
  Handle,
  type Node,
  type NodeChange,
  type NodeProps,
  Position,
  ReactFlow,
} from '@xyflow/react'
import { memo, useCallback, useState } from 'react'
import { createRoot } from 'react-dom/client'

export type BareNode = Node<{ title: string; subtitle: string; paths: string[] }, 'card'>
export type BareEdge = Edge<{ label: string }, 'step'>

/** What the page is opened with: the graph, and the same part of it on the same piece of screen as in our editor. */
export interface BarePage {
  nodes: BareNode[]
  edges: BareEdge[]
  viewport: { x: number; y: number; zoom: number }
  box: { x: number; y: number; width: number; height: number }
}

declare global {
  interface Window {
    bare: BarePage
  }
}

/** React Flow as its documents advise for many nodes: memoized parts, constant types, known sizes, culled. */
const Card = memo(function Card({ data }: NodeProps<BareNode>) {
  return (
    <div className="card">
      <Handle type="target" position={Position.Top} />
      <span className="icon" />
      <span className="text">
        <b>{data.title}</b>
        <span>{data.subtitle}</span>
        <span className="counters">
          <span>120</span>
          <span>80</span>
          <span>40</span>
        </span>
      </span>
      {data.paths.map((path, at) => (
        <Handle
          key={path}
          id={path}
          type="source"
          position={Position.Bottom}
          style={{ left: `${((at + 1) / (data.paths.length + 1)) * 100}%` }}
        />
      ))}
    </div>
  )
})

const Step = memo(function Step(props: EdgeProps<BareEdge>) {
  const [path, x, y] = getSmoothStepPath(props)
  return (
    <>
      <BaseEdge id={props.id} path={path} />
      <EdgeLabelRenderer>
        <div className="label" style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
          {props.data?.label}
        </div>
      </EdgeLabelRenderer>
    </>
  )
})

const nodeTypes = { card: Card }
const edgeTypes = { step: Step }

function Page({ nodes: given, edges, viewport }: BarePage) {
  const [nodes, setNodes] = useState(given)
  const onNodesChange = useCallback(
    (changes: NodeChange<BareNode>[]) => setNodes((nodes) => applyNodeChanges(changes, nodes)),
    [],
  )
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={onNodesChange}
      defaultViewport={viewport}
      minZoom={0.08}
      onlyRenderVisibleElements
    />
  )
}

const root = document.getElementById('root') as HTMLElement
const { x, y, width, height } = window.bare.box
Object.assign(root.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` })
createRoot(root).render(<Page {...window.bare} />)
