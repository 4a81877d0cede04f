import { startTransition, useEffect, useState } from 'react'

/**
 * False at first; true when what was rendered first is on the screen. What nobody needs to begin with waits for it, and then
 * comes in slices, between which the page answers.
 */
export function useLater(): boolean {
  const [isLater, setIsLater] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    // After the next frame, not before it.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setIsLater(true)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [])
  return isLater
}
