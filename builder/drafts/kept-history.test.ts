import { beforeEach, describe, expect, it } from 'vitest'
import { moveSteps, renameStep } from '../document/commands/index.ts'
import { openJourney, toJourney } from '../document/document.ts'
import { createEditor } from '../document/editor.ts'
import { lifecycle } from '../test/fixtures/lifecycle.ts'
import { keepHistory, keptHistory } from './kept-history.ts'

beforeEach(() => localStorage.clear())

describe('a history that is kept', () => {
  it('undoes 100 changes of the last visit, and redoes them', () => {
    const first = visit(lifecycle)
    for (let at = 0; at < 100; at++) first.editor.run(renameStep('welcome', `Name ${at}`))
    first.end()

    const { editor } = visit(toJourney(first.editor.getState().document))
    expect(editor.getState().history.past).toHaveLength(100)
    while (editor.getState().history.past.length > 0) editor.undo()
    expect(toJourney(editor.getState().document)).toEqual(lifecycle)
    while (editor.getState().history.future.length > 0) editor.redo()
    expect(toJourney(editor.getState().document).steps.find(({ id }) => id === 'welcome')?.name).toBe('Name 99')
  })

  it('is none for a document that was changed elsewhere', () => {
    const first = visit(lifecycle)
    first.editor.run(renameStep('welcome', 'Mine'))
    first.end()
    expect(visit({ ...lifecycle, name: 'Changed by somebody else' }).editor.getState().history.past).toHaveLength(0)
  })

  it('keeps the latest changes where all would take too much room', () => {
    const first = visit(lifecycle)
    for (let at = 0; at < 30; at++) first.editor.run(renameStep('welcome', String(at).repeat(40_000)))
    first.editor.run(moveSteps({ welcome: { x: 80, y: 800 } }, () => null))
    first.end()
    const { past } = visit(toJourney(first.editor.getState().document)).editor.getState().history
    expect(past.length).toBeGreaterThan(1)
    expect(past.length).toBeLessThan(31)
    expect(past.at(-1)?.label.key).toBe('moveStep')
  })
})

/** An editor as a page opens it, with a clock that never takes two changes together. */
function visit(journey: typeof lifecycle) {
  let clock = 0
  const document = openJourney(journey)
  const editor = createEditor(document, () => (clock += 10_000), keptHistory('lifecycle', document))
  return { editor, end: keepHistory('lifecycle', editor) }
}
