import { memo, type RefObject, useEffect, useRef } from 'react'
import { ViewportPortal } from './adapter.ts'
import classes from './guides.module.css'
import type { Guide } from './guides.ts'

/** Draws guides at a zoom; none takes them away. */
export type ShowGuides = (guides: readonly Guide[], zoom: number) => void

/** Where guides are drawn while a card is dragged: straight into the page, because nothing may render meanwhile. */
export const Guides = memo(function Guides({ show }: { show: RefObject<ShowGuides> }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Elements are kept and only change their place: a drag asks at every frame.
    const elements: HTMLElement[] = []
    show.current = (guides, zoom) => {
      const box = ref.current
      if (box === null) return
      for (const [at, guide] of guides.entries()) {
        const element = (elements[at] ??= document.createElement('div'))
        draw(element, guide, zoom)
        if (!element.isConnected) box.append(element)
      }
      while (box.childElementCount > guides.length) box.lastElementChild?.remove()
    }
    return () => {
      show.current = () => {}
    }
  }, [show])
  return (
    <ViewportPortal>
      <div ref={ref} aria-hidden />
    </ViewportPortal>
  )
})

function draw(element: HTMLElement, { kind, from, to }: Guide, zoom: number): void {
  // As thin on the screen as it can be, at every zoom.
  const thick = 1 / zoom
  const [width, height] = [to.x === from.x ? thick : to.x - from.x, to.y === from.y ? thick : to.y - from.y]
  const style = `left: ${from.x}px; top: ${from.y}px; width: ${width}px; height: ${height}px;`
  if (element.className === '') element.className = classes['guide'] ?? ''
  if (element.dataset['kind'] !== kind) element.dataset['kind'] = kind
  if (element.style.cssText !== style) element.style.cssText = style
}
