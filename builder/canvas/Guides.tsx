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
    let shown = ''
    show.current = (guides, zoom) => {
      const key = JSON.stringify([guides, zoom])
      if (key === shown) return
      shown = key
      ref.current?.replaceChildren(...guides.map((guide) => draw(guide, zoom)))
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

function draw({ kind, from, to }: Guide, zoom: number): HTMLElement {
  const element = document.createElement('div')
  element.className = classes['guide'] ?? ''
  element.dataset['kind'] = kind
  // As thin on the screen as it can be, at every zoom.
  const thick = `${1 / zoom}px`
  Object.assign(element.style, {
    left: `${from.x}px`,
    top: `${from.y}px`,
    width: to.x === from.x ? thick : `${to.x - from.x}px`,
    height: to.y === from.y ? thick : `${to.y - from.y}px`,
  })
  return element
}
