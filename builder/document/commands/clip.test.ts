import { describe, expect, it } from 'vitest'
import { coreRegistry } from '../../../engine/core/steps/index.ts'
import { validateJourney } from '../../../engine/core/validate/index.ts'
import { lifecycle } from '../../test/fixtures/lifecycle.ts'
import { openJourney, toJourney } from '../document.ts'
import { createEditor } from '../editor.ts'
import { clipOf, paste, readClip } from './clip.ts'

const registry = coreRegistry()

describe('the clipboard', () => {
  it('takes steps with the lines between them, and reads them back from text', () => {
    const clip = clipOf(openJourney(lifecycle), new Set(['welcome', 'looked', 'gone']))
    expect(clip?.edges).toEqual([{ from: 'welcome', path: 'next', to: 'looked' }])
    expect(readClip(JSON.stringify(clip))).toEqual(clip)
  })

  it('pastes under new ids, into another journey too, and points references at the copies', () => {
    const journey = {
      ...lifecycle,
      steps: lifecycle.steps.map((step) =>
        step.id === 'looked'
          ? {
              ...step,
              config: {
                branches: [{ path: 'looked', interaction: { step: 'welcome', outcome: 'opened' } }],
                timeout: 'P3D',
              },
            }
          : step,
      ),
    }
    const clip = clipOf(openJourney(journey), new Set(['welcome', 'looked']))
    if (clip === null) throw new Error('nothing was taken')
    const editor = createEditor(openJourney(journey), () => 0)
    const { command, ids } = paste(clip, editor.getState().document, { x: 24, y: 24 }, 'paste')
    editor.run(command)
    const { steps, edges } = editor.getState().document
    expect(ids).toEqual(['welcome-2', 'looked-2'])
    expect(edges).toContainEqual({ from: 'welcome-2', path: 'next', to: 'looked-2' })
    expect(JSON.stringify(steps['looked-2']?.config)).toContain('"step":"welcome-2"')
    editor.undo()
    expect(toJourney(editor.getState().document)).toEqual(journey)
  })

  it('takes a whole journey as its steps, and nothing that is none', () => {
    expect(readClip(JSON.stringify(lifecycle))?.steps).toHaveLength(lifecycle.steps.length)
    expect(readClip('hello')).toBeNull()
    expect(readClip('{"steps":[]}')).toBeNull()
    expect(readClip('[1]')).toBeNull()
  })
})

describe('the example journey', () => {
  it('has no errors', () => {
    const errors = validateJourney(lifecycle, { registry }).filter(({ severity }) => severity === 'error')
    expect(errors).toEqual([])
  })
})
