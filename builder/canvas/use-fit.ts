import { useCallback, useEffect, useRef } from 'react'
import { useReactFlow, useStoreApi } from './adapter.ts'
import type { Drawing } from './drawing.ts'
import { fitAll, fitToRead } from './fit.ts'
import { glide } from './glide.ts'

/**
 * Shows the whole journey whenever it is asked to, and once when the canvas has a size; where it is to be edited, not
 * smaller than can be read.
 */
export function useFit(drawing: Drawing, toRead = false): () => void {
  const flow = useReactFlow()
  const store = useStoreApi()
  const latest = useRef(drawing)
  useEffect(() => {
    latest.current = drawing
  }, [drawing])

  const fit = useCallback(
    (duration: number, view: typeof fitAll) => {
      const { width, height } = store.getState()
      void flow.setViewport(view(latest.current, { width, height }), { duration })
    },
    [flow, store],
  )

  useEffect(() => {
    const start = (): boolean => {
      const isSized = store.getState().width > 0
      if (isSized) fit(0, toRead ? fitToRead : fitAll)
      return isSized
    }
    if (start()) return
    const stop = store.subscribe(() => {
      if (start()) stop()
    })
    return stop
  }, [fit, store, toRead])

  return useCallback(() => fit(glide(200), fitAll), [fit])
}
