import { useEffect } from 'react'
import { useStore } from 'zustand'
import { type Simulation, SPAN_SECONDS } from './store.ts'

/** Moves the shown instant on, frame by frame, while the simulation plays. */
export function usePlayback(simulation: Simulation): void {
  const playing = useStore(simulation, (state) => state.playing)
  useEffect(() => {
    if (!playing) return
    let frame = 0
    let last = performance.now()
    const move = (now: number): void => {
      const { result, at, speed } = simulation.getState()
      if (result === null) return
      const { start, until } = result.timeline
      // A tab that was in the background goes on where it was.
      const passed = Math.min(100, now - last)
      last = now
      const next = at + ((until - start) * speed * passed) / (SPAN_SECONDS * 1000)
      simulation.show(next)
      if (next >= until) simulation.play(false)
      else frame = requestAnimationFrame(move)
    }
    frame = requestAnimationFrame(move)
    return () => cancelAnimationFrame(frame)
  }, [playing, simulation])
}
