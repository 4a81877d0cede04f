import { expect, test } from 'vitest'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import type { Journey, Step } from '../../engine/core/model/journey.ts'
import { CARD } from '../document/card.ts'
import { openJourney } from '../document/document.ts'
import { drawJourney } from './drawing.ts'
import { fitToRead } from './fit.ts'

const screen = { width: 1100, height: 700 }

test.each<[string, Step['stage']]>([
  ['first', 'awareness'],
  ['last', 'win-back'],
])(
  'editing begins where the start can be seen, also beside its settings, in the %s lane',
  (_name, stage = 'awareness') => {
    const journey: Journey = {
      format: 1,
      id: 'small',
      name: 'Small',
      steps: [
        { id: 'start', type: 'entry', stage, config: { trigger: { type: 'event', event: 'A' } } },
        { id: 'end', type: 'exit', stage: 'use', config: { reason: 'done' } },
      ],
      edges: [{ from: 'start', path: 'next', to: 'end' }],
    }
    const drawing = drawJourney(openJourney(journey), coreRegistry())
    const { x, zoom } = fitToRead(drawing, screen)
    const start = drawing.cards.find(({ isEntry }) => isEntry)
    const left = x + (start?.place.x ?? 0) * zoom
    expect(left).toBeGreaterThan(0)
    expect(left + CARD.width * zoom).toBeLessThanOrEqual(screen.width - 390)
  },
)
