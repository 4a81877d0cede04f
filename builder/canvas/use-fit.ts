import { useCallback, useEffect, useRef } from 'react'
import { useReactFlow, useStoreApi } from './adapter.ts'
import type { Drawing } from './drawing.ts'
import { fitAll } from './fit.ts'

/** Shows the whole journey: once when the canvas has a size, and whenever it is asked to. */
export function useFit(drawing: Drawing): () => void {
  const flow = useReactFlow()
  const store = useStoreApi()
  const latest = useRef(drawing)
  useEffect(() => {
    latest.current = drawing
  }, [drawing])

  const fit = useCallback(
    (duration: number) => {
      const { width, height } = store.getState()
      void flow.setViewport(fitAll(latest.current, { width, height }), { duration })
    },
    [flow, store],
  )

  useEffect(() => {
    const start = (): boolean => {
      const isSized = store.getState().width > 0
      if (isSized) fit(0)
      return isSized
    }
    if (start()) return
    const stop = store.subscribe(() => {
      if (start()) stop()
    })
    return stop
  }, [fit, store])

  return useCallback(() => fit(200), [fit])
}
