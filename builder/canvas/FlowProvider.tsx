import { type ReactNode, useState } from 'react'
import { ReactFlowProvider, useStoreApi } from './adapter.ts'

/** What a canvas and the parts around it share. */
export function FlowProvider({ children }: { children: ReactNode }) {
  return (
    <ReactFlowProvider>
      <KnownSizes>{children}</KnownSizes>
    </ReactFlowProvider>
  )
}

/**
 * Cards and notes say how large they are and where lines begin and end. React Flow would all the same measure every card
 * and handle that comes into sight, in the middle of a move.
 */
function KnownSizes({ children }: { children: ReactNode }) {
  const flow = useStoreApi()
  // Before the first card is drawn: its observer takes the function that is there then.
  useState(() => flow.setState({ updateNodeInternals() {} }))
  return children
}
