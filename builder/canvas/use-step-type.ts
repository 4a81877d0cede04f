import { useStoreApi } from './adapter.ts'
import type { StepFlowNode } from './flow.ts'

/** The type of a step on the canvas, looked up when asked: a line renders with its step anyway. */
export function useStepType(step: string): string {
  const node = useStoreApi<StepFlowNode>().getState().nodeLookup.get(step)
  return node?.data.card.step.type ?? ''
}
