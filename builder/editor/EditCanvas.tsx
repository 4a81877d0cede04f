import '@xyflow/react/dist/base.css'
import { useComputedColorScheme } from '@mantine/core'
import { memo, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { MiniMap, ReactFlow, SelectionMode } from '../canvas/adapter.ts'
import { Pluses } from '../canvas/AddOnLine.tsx'
import classes from '../canvas/canvas.module.css'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import { Controls } from '../canvas/Controls.tsx'
import { ZOOM } from '../canvas/fit.ts'
import { Guides, type ShowGuides } from '../canvas/Guides.tsx'
import { LaneBands, LaneHeaders } from '../canvas/Lanes.tsx'
import { edgeTypes, miniMapColor, nodeTypes } from '../canvas/types.ts'
import { useAriaTexts } from '../canvas/use-aria-texts.ts'
import { useDetail } from '../canvas/use-detail.ts'
import { useFit } from '../canvas/use-fit.ts'
import { GRID } from '../document/card.ts'
import type { Actions } from './canvas-actions.ts'
import { useEditing } from './context.ts'
import { useCanvasGestures } from './use-canvas-gestures.ts'
import { useDropFromPanel } from './use-drop.ts'
import { type CanvasKeys, useCanvasKeys } from './use-canvas-keys.ts'

const SNAP: [number, number] = [GRID, GRID]
const MANY = ['Shift', 'Meta', 'Control']

interface Props {
  canvas: CanvasStore
  actions: Actions
  keys: CanvasKeys
}

/** The journey to be changed. */
export function EditCanvas({ canvas, actions, keys }: Props) {
  const { t } = useTranslation()
  const ref = useDetail()
  const dropping = useDropFromPanel(canvas, actions)
  const onKeyDown = useCanvasKeys(canvas, actions, keys)
  return (
    // The keys belong to whatever has the focus inside; a click on empty ground gives it to the region itself.
    <div
      tabIndex={-1}
      className={classes['canvas']}
      ref={ref}
      role="region"
      aria-label={t('canvas.label')}
      onKeyDown={onKeyDown}
      {...dropping}
    >
      <Flow canvas={canvas} actions={actions} keys={keys} />
    </div>
  )
}

function Flow({ canvas, actions, keys }: Props) {
  const scheme = useComputedColorScheme()
  const ariaTexts = useAriaTexts()
  const show = useRef<ShowGuides>(() => {})
  const gestures = useCanvasGestures(canvas, actions, show)
  const around = useMemo(
    () => (
      <>
        <Around canvas={canvas} keys={keys} />
        <Guides show={show} />
      </>
    ),
    [canvas, keys],
  )
  return (
    <Moving canvas={canvas} gestures={gestures} scheme={scheme} ariaTexts={ariaTexts}>
      {around}
    </Moving>
  )
}

interface MovingProps {
  canvas: CanvasStore
  gestures: ReturnType<typeof useCanvasGestures>
  scheme: 'light' | 'dark'
  ariaTexts: ReturnType<typeof useAriaTexts>
  children: ReactNode
}

/** Renders at every move of a card, so it asks for nothing but what moves. */
function Moving({ canvas, gestures, scheme, ariaTexts, children }: MovingProps) {
  const nodes = useStore(canvas, (state) => state.nodes)
  const edges = useStore(canvas, (state) => state.edges)
  return (
    <ReactFlow
      {...gestures}
      nodes={nodes as never}
      edges={edges as never}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      colorMode={scheme}
      ariaLabelConfig={ariaTexts}
      edgesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode="Shift"
      multiSelectionKeyCode={MANY}
      selectionMode={SelectionMode.Partial}
      onlyRenderVisibleElements
      snapToGrid
      snapGrid={SNAP}
      minZoom={ZOOM.min}
      maxZoom={ZOOM.max}
      zoomOnDoubleClick={false}
      connectionRadius={28}
      nodeDragThreshold={3}
    >
      {children}
    </ReactFlow>
  )
}

/** Lanes, controls and map: they follow the drawing, not the pointer. */
const Around = memo(function Around({ canvas, keys }: { canvas: CanvasStore; keys: CanvasKeys }) {
  const { t } = useTranslation()
  const { editor } = useEditing()
  const drawing = useStore(canvas, (state) => state.drawing)
  const [hasMap, setHasMap] = useState(false)
  const fit = useFit(drawing, true)
  const toggleMap = useCallback(() => setHasMap((shown) => !shown), [])
  useEffect(() => {
    keys.provide({ fit })
  }, [keys, fit])
  useEffect(() => canvas.follow(), [canvas, editor])
  return (
    <>
      <LaneBands bands={drawing.bands} />
      <Pluses />
      <LaneHeaders bands={drawing.bands} cards={drawing.cards} />
      <Controls hasMap={hasMap} onMap={toggleMap} onFit={fit} />
      {hasMap && (
        <MiniMap
          pannable
          zoomable
          nodeColor={miniMapColor as never}
          nodeBorderRadius={10}
          ariaLabel={t('canvas.minimap')}
        />
      )}
    </>
  )
})
