import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STAGES } from '../../engine/core/model/condition.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { createCanvasStore } from '../canvas/canvas-store.ts'
import { lifecycle } from '../test/fixtures/lifecycle.ts'
import { arrange } from './align.ts'
import { overlaps, laneOf } from './card.ts'
import { addStep, configureStep, connect, moveSteps, moveToLane, removeSteps, swap, tidyAll } from './commands/index.ts'
import { freeId, openJourney, toJourney } from './document.ts'
import { createEditor } from './editor.ts'
import { bandsOf, placeSteps } from './placement.ts'

const registry = coreRegistry()
const types = ['entry', 'wait', 'branch', 'send', 'exit'] as const

/** No format lets a `__proto__` through, and patches refuse it. */
const config = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"__proto__"'))

const journeys = fc
  .uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/), { minLength: 1, maxLength: 40 })
  .chain((ids) =>
    fc.record(
      {
        format: fc.constant(1 as const),
        id: fc.constant('random'),
        name: fc.string({ minLength: 1 }),
        description: fc.string(),
        timeZone: fc.constant('Europe/Berlin'),
        holdout: fc.record({ percent: fc.nat(100) }),
        steps: fc.tuple(
          ...ids.map((id) =>
            fc.record(
              {
                id: fc.constant(id),
                type: fc.constantFrom(...types),
                config: fc.dictionary(fc.constantFrom('a', 'b', 'reason'), config) as fc.Arbitrary<
                  Record<string, never>
                >,
                stage: fc.constantFrom(...STAGES),
                name: fc.string(),
                position: fc.record({
                  x: fc.integer({ min: -4000, max: 9000 }),
                  y: fc.integer({ min: -4000, max: 9000 }),
                }),
              },
              { requiredKeys: ['id', 'type', 'config'] },
            ),
          ),
        ),
        edges: fc.array(
          fc.record({
            from: fc.constantFrom(...ids, 'nowhere'),
            path: fc.constantFrom('next', 'failed', 'yes', 'else'),
            to: fc.constantFrom(...ids, 'nowhere'),
          }),
          { maxLength: 80 },
        ),
        goals: fc.array(fc.record({ id: fc.constantFrom('g1', 'g2'), event: fc.string() })),
        exits: fc.array(fc.record({ id: fc.constantFrom('x1', 'x2'), event: fc.string() })),
        notes: fc.uniqueArray(
          fc.record({
            id: fc.constantFrom('note-1', 'note-2', 'start'),
            text: fc.string(),
            position: fc.record({ x: fc.integer(), y: fc.integer() }),
          }),
          { selector: ({ id }) => id, minLength: 1 },
        ),
      },
      { requiredKeys: ['format', 'id', 'name', 'steps', 'edges'] },
    ),
  ) as fc.Arbitrary<Journey>

const commands = (journey: Journey) => {
  const ids = journey.steps.map(({ id }) => id)
  const anId = fc.constantFrom(...ids)
  return fc.array(
    fc.oneof(
      fc.record({
        does: fc.constant('add' as const),
        id: anId,
        type: fc.constantFrom(...types),
        path: fc.constantFrom('next', 'yes'),
      }),
      fc.record({ does: fc.constant('remove' as const), ids: fc.array(anId, { minLength: 1, maxLength: 3 }) }),
      fc.record({ does: fc.constant('connect' as const), id: anId, to: anId }),
      fc.record({
        does: fc.constant('move' as const),
        id: anId,
        x: fc.integer({ min: -200, max: 4000 }),
        y: fc.integer({ min: 0, max: 2000 }),
      }),
      fc.record({ does: fc.constant('lane' as const), id: anId, lane: fc.constantFrom(...STAGES) }),
      fc.record({ does: fc.constant('configure' as const), id: anId, reason: fc.string() }),
      fc.record({ does: fc.constant('tidy' as const) }),
    ),
    { maxLength: 25 },
  )
}

/** Runs random commands on an editor, each far enough from the last that nothing is taken together. */
function play(editor: ReturnType<typeof createEditor>, list: readonly Played[]): void {
  for (const command of list) {
    const { document } = editor.getState()
    switch (command.does) {
      case 'add': {
        const type = registry.get(command.type)
        if (type === undefined) throw new Error(command.type)
        const after = { from: command.id, path: command.path }
        editor.run(addStep({ id: freeId(command.type, document.steps), type, lane: 'use', after, name: '' }))
        break
      }
      case 'remove':
        editor.run(removeSteps(command.ids, ''))
        break
      case 'connect':
        editor.run(connect({ from: command.id, path: 'next', to: command.to }, { from: '', to: '' }))
        break
      case 'move':
        editor.run(moveSteps({ [command.id]: { x: command.x, y: command.y } }, () => null))
        break
      case 'lane':
        editor.run(moveToLane([command.id], command.lane))
        break
      case 'configure':
        editor.run(configureStep(command.id, { reason: command.reason }, ''))
        break
      case 'tidy':
        editor.run(tidyAll())
    }
  }
}
type Played = ReturnType<typeof commands> extends fc.Arbitrary<(infer One)[]> ? One : never

/** Journeys, and scenarios that hold some. */
const EXAMPLES = import.meta.glob<{ journeys?: unknown[] }>('../../examples/**/*.json', {
  eager: true,
  import: 'default',
})
const isJourney = (value: unknown): value is Journey =>
  typeof value === 'object' && value !== null && 'format' in value && 'steps' in value

describe('a journey as a document', () => {
  it('comes back as it was: the lifecycle', () => {
    expect(toJourney(openJourney(lifecycle))).toEqual(lifecycle)
  })

  it('comes back as it was: 1,000 random journeys', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        expect(toJourney(openJourney(journey))).toEqual(journey)
      }),
      { numRuns: 1000 },
    )
  })

  it('comes back from the canvas as it was: every file of examples', () => {
    const found = Object.values(EXAMPLES).flatMap((file) => (file.journeys ?? [file]).filter(isJourney))
    expect(found.length).toBeGreaterThan(20)
    for (const journey of found) {
      const editor = createEditor(openJourney(journey), () => 0)
      const canvas = createCanvasStore(editor, registry, { of: () => '', problemsOf: () => 0 })
      const stop = canvas.follow()
      expect(canvas.getState().nodes).toHaveLength(journey.steps.length)
      stop()
      expect(toJourney(editor.getState().document)).toEqual(journey)
    }
  })

  it('gives a repeated id a number', () => {
    const twice: Journey = {
      ...lifecycle,
      steps: [...lifecycle.steps, { id: 'welcome', type: 'exit', config: { reason: 'x' } }],
    }
    expect(openJourney(twice).order.at(-1)).toBe('welcome-2')
  })
})

describe('history', () => {
  it('undoes any random commands to the beginning and redoes them to the end', () => {
    fc.assert(
      fc.property(
        journeys.chain((journey) => fc.tuple(fc.constant(journey), commands(journey))),
        ([journey, list]) => {
          let clock = 0
          const editor = createEditor(openJourney(journey), () => (clock += 10_000))
          const before = editor.getState().document
          play(editor, list)
          const after = editor.getState().document
          while (editor.getState().history.past.length > 0) editor.undo()
          expect(editor.getState().document).toEqual(before)
          while (editor.getState().history.future.length > 0) editor.redo()
          expect(editor.getState().document).toEqual(after)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('takes typing together, and a new command ends what could be redone', () => {
    let clock = 0
    const editor = createEditor(openJourney(lifecycle), () => (clock += 100))
    for (const text of ['d', 'do', 'don', 'done']) editor.run(configureStep('regular', { reason: text }, ''))
    expect(editor.getState().history.past).toHaveLength(1)
    editor.undo()
    expect(toJourney(editor.getState().document)).toEqual(lifecycle)
    editor.run(configureStep('regular', { reason: 'else' }, ''))
    expect(editor.getState().history.future).toHaveLength(0)
  })
})

describe('placement', () => {
  it('keeps every card in its lane, and lanes in order', () => {
    fc.assert(
      fc.property(journeys, (journey) => {
        const { steps } = openJourney(journey)
        const places = placeSteps(openJourney(journey))
        const bands = bandsOf(steps, places)
        for (const [id, { x }] of Object.entries(places)) {
          const step = steps[id]
          const band = bands.find(({ lane }) => step !== undefined && lane === laneOf(step))
          expect(band).toBeDefined()
          if (band !== undefined) expect(x >= band.left && x + 220 <= band.left + band.width).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('lays out without touching cards', () => {
    const places = Object.values(placeSteps(openJourney(lifecycle)))
    expect(places.some((a, at) => places.slice(at + 1).some((b) => overlaps(a, b, 8)))).toBe(false)
  })
})

describe('inserting and removing', () => {
  const edit = () => createEditor(openJourney(lifecycle), () => 0)
  const lines = (editor: ReturnType<typeof edit>, from: string) =>
    editor.getState().document.edges.filter((edge) => edge.from === from)

  it('gives only the default path of a new step the old target', () => {
    const editor = edit()
    const type = registry.get('branch')
    if (type === undefined) throw new Error('branch')
    editor.run(addStep({ id: 'ask', type, lane: 'awareness', after: { from: 'welcome', path: 'next' }, name: '' }))
    expect(lines(editor, 'welcome')).toEqual([{ from: 'welcome', path: 'next', to: 'ask' }])
    expect(lines(editor, 'ask')).toEqual([{ from: 'ask', path: 'yes', to: 'looked' }])
  })

  it('goes on by the way that was chosen when a branching step goes', () => {
    const editor = edit()
    editor.run(removeSteps(['interest'], '', lines(editor, 'interest')[0]?.path))
    expect(lines(editor, 'evaluating')).toHaveLength(1)
    editor.undo()
    editor.run(removeSteps(['interest'], '', ''))
    expect(lines(editor, 'evaluating')).toEqual([])
  })

  it('changes the order of two neighbours, and back', () => {
    const editor = edit()
    const command = swap(editor.getState().document, 'welcome', 'looked', 'looked')
    expect(command).toBeNull()
    const type = registry.get('wait')
    if (type === undefined) throw new Error('wait')
    editor.run(addStep({ id: 'pause', type, lane: 'awareness', after: { from: 'welcome', path: 'next' }, name: '' }))
    const before = editor.getState().document
    const later = swap(before, 'welcome', 'pause', 'next')
    if (later === null) throw new Error('a straight run')
    editor.run(later)
    expect(lines(editor, 'signed-up')).toEqual([{ from: 'signed-up', path: 'next', to: 'pause' }])
    expect(lines(editor, 'pause')).toEqual([{ from: 'pause', path: 'next', to: 'welcome' }])
    const earlier = swap(editor.getState().document, 'pause', 'welcome', 'next')
    if (earlier === null) throw new Error('a straight run')
    editor.run(earlier)
    expect(editor.getState().document.edges).toEqual(before.edges)
  })

  it('closes the line around a straight step and leaves those of a branching one open', () => {
    const editor = edit()
    editor.run(removeSteps(['welcome'], ''))
    expect(lines(editor, 'signed-up')).toEqual([{ from: 'signed-up', path: 'next', to: 'looked' }])
    editor.run(removeSteps(['interest'], ''))
    expect(lines(editor, 'evaluating')).toEqual([])
  })
})

describe('arranging', () => {
  const { steps } = openJourney(lifecycle)
  const places = { welcome: { x: 56, y: 40 }, looked: { x: 96, y: 300 }, interest: { x: 500, y: 90 } }

  it('aligns sideways inside a lane only, up and down over all', () => {
    expect(arrange(['welcome', 'looked', 'interest'], 'right', { steps }, places)).toEqual({
      welcome: { x: 96, y: 40 },
      looked: { x: 96, y: 300 },
      interest: { x: 500, y: 90 },
    })
    const top = arrange(['welcome', 'interest'], 'top', { steps }, places)
    expect(top).toEqual({ welcome: { x: 56, y: 40 }, interest: { x: 500, y: 40 } })
  })

  it('spreads evenly, and never closer than cards are high', () => {
    const down = arrange(['welcome', 'looked', 'interest'], 'down', { steps }, places)
    expect(Object.values(down).map(({ y }) => y)).toEqual([40, 170, 300])
  })
})
