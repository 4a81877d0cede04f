import '@xyflow/react/dist/base.css'
import { useComputedColorScheme } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import { useRegistry } from '../api/registry.tsx'
import { useNamesOf, WordNamesContext } from '../api/word-names.ts'
import { openJourney } from '../document/document.ts'
import { MiniMap, ReactFlow } from './adapter.ts'
import classes from './canvas.module.css'
import { Controls } from './Controls.tsx'
import { type Drawing, drawJourney } from './drawing.ts'
import { ZOOM } from './fit.ts'
import { FlowProvider } from './FlowProvider.tsx'
import { createFlow } from './flow.ts'
import { LaneBands, LaneHeaders } from './Lanes.tsx'
import { edgeTypes, miniMapColor, nodeTypes } from './types.ts'
import { useAriaTexts } from './use-aria-texts.ts'
import { useCardNames } from './use-card-names.ts'
import { useDetail } from './use-detail.ts'
import { useFit } from './use-fit.ts'

interface Props {
  journey: Journey
  onOpen?: (step: string) => void
  /** Layers over the journey, given what is drawn. */
  layers?: (drawing: Drawing) => ReactNode
}

/** A journey to look at: pan, zoom, and walk through it with the arrow keys. */
export function JourneyCanvas(props: Props) {
  return (
    <WordNamesContext value={useNamesOf(props.journey.steps)}>
      <FlowProvider>
        <View {...props} />
      </FlowProvider>
    </WordNamesContext>
  )
}

const none: ReadonlySet<string> = new Set()

function View({ journey, onOpen, layers }: Props) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const scheme = useComputedColorScheme()
  const names = useCardNames()
  const ref = useDetail()
  const [flow] = useState(createFlow)
  const [hasMap, setHasMap] = useState(false)
  const drawing = useMemo(() => drawJourney(openJourney(journey), registry), [journey, registry])
  const fit = useFit(drawing)
  const state = { selected: none, focusable: journey.steps[0]?.id ?? null, editable: false, names }

  return (
    <div className={classes['canvas']} data-still ref={ref} role="region" aria-label={t('canvas.label')}>
      <ReactFlow
        nodes={flow.nodesOf(drawing, state)}
        edges={flow.edgesOf(drawing, none)}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={scheme}
        ariaLabelConfig={useAriaTexts()}
        nodesDraggable={false}
        nodesConnectable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        onlyRenderVisibleElements
        minZoom={ZOOM.min}
        maxZoom={ZOOM.max}
        onNodeClick={(_, node) => onOpen?.(node.id)}
      >
        <LaneBands bands={drawing.bands} />
        <LaneHeaders bands={drawing.bands} cards={drawing.cards} />
        {layers?.(drawing)}
        <Controls hasMap={hasMap} onMap={() => setHasMap(!hasMap)} onFit={fit} />
        {hasMap && (
          <MiniMap pannable zoomable nodeColor={miniMapColor} nodeBorderRadius={10} ariaLabel={t('canvas.minimap')} />
        )}
      </ReactFlow>
    </div>
  )
}
