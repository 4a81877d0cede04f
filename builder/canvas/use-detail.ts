import { useEffect, useRef } from 'react'
import { useStoreApi } from './adapter.ts'
import { detailAt } from './fit.ts'

/** Marks the canvas with how much detail its zoom allows; style sheets do the rest, nothing renders. */
export function useDetail() {
  const ref = useRef<HTMLDivElement>(null)
  const flow = useStoreApi()
  useEffect(() => {
    let shown = ''
    const follow = ({ transform: [, , zoom] }: { transform: [number, number, number] }): void => {
      const detail = detailAt(zoom)
      if (detail === shown) return
      shown = detail
      ref.current?.setAttribute('data-detail', detail)
    }
    follow(flow.getState())
    return flow.subscribe(follow)
  }, [flow])
  return ref
}
