/**
 * The only module that knows React Flow. Its next major version renames change events and splits its stores; then this
 * is the place to look.
 */
export {
  applyNodeChanges,
  BaseEdge,
  type Connection,
  ConnectionMode,
  type Edge as FlowEdge,
  EdgeLabelRenderer,
  type EdgeProps,
  getNodesBounds,
  getViewportForBounds,
  Handle,
  MiniMap,
  type Node as FlowNode,
  type NodeChange,
  type NodeProps,
  Panel,
  Position,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useConnection,
  useReactFlow,
  useStore as useFlow,
  useStoreApi,
  ViewportPortal,
} from '@xyflow/react'
