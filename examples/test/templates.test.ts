import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseJourney } from '../../engine/core/format/index.ts'
import { STAGES } from '../../engine/core/model/condition.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { validateJourney } from '../../engine/core/validate/index.ts'
import { type JourneyTexts, withTexts } from '../with-texts.ts'

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'))
const index = read('journeys/index.json') as { id: string; stage: string; icon: string }[]
const registry = coreRegistry()
/** Words a reader sees; the rest of a config is settings. */
const TEXT_KEYS = ['subject', 'text', 'html', 'question', 'title', 'reason']

describe('templates', () => {
  it('are twelve, two for each stage', () => {
    expect(index.map(({ stage }) => stage)).toEqual(STAGES.flatMap((stage) => [stage, stage]))
  })

  describe.each(index)('$id', ({ id }) => {
    const journey = read(`journeys/${id}.json`) as Journey
    const texts = read(`journeys/${id}.zh.json`) as JourneyTexts
    const chinese = withTexts(journey, texts)

    it.each([
      ['English', journey],
      ['Chinese', chinese],
    ])('is sound in %s', (_, given) => {
      const parsed = parseJourney(given)
      expect(parsed.problems).toEqual([])
      expect(validateJourney(parsed.journey as Journey, { registry })).toEqual([])
    })

    it('says what it is for and has a place, a lane and a name for each step', () => {
      expect(journey.description?.length).toBeGreaterThan(80)
      for (const step of journey.steps)
        expect(step, step.id).toMatchObject({
          stage: expect.any(String) as string,
          name: expect.any(String) as string,
          position: { x: expect.any(Number) as number },
        })
    })

    it('has each text in Chinese, and no text for what is not there', () => {
      const ids = journey.steps.map((step) => step.id)
      expect(Object.keys(texts.steps).sort()).toEqual([...ids].sort())
      expect(Object.keys(texts.goals ?? {}).sort()).toEqual((journey.goals ?? []).map((goal) => goal.id).sort())
      for (const step of journey.steps) {
        // The words of a score or of what the books say are the same in every language.
        if (step.type === 'points') continue
        expect(
          textsIn(texts.steps[step.id]).map(([path]) => path),
          step.id,
        ).toEqual(textsIn(step.config).map(([path]) => path))
        for (const [path, text] of textsIn(texts.steps[step.id]))
          expect(text, `${step.id}${path}`).toMatch(/\p{Script=Han}/u)
      }
    })

    it('keeps its settings in the other language', () => {
      const settings = (given: Journey) => given.steps.map((step) => withoutTexts(step.config))
      expect(settings(chinese)).toEqual(settings(journey))
      expect(chinese.edges).toEqual(journey.edges)
    })
  })
})

it('the lifecycle journey is sound, laid out, and stands in all six lanes', () => {
  const { journey, problems } = parseJourney(read('lifecycle.json'))
  expect(problems).toEqual([])
  expect(validateJourney(journey as Journey, { registry }).filter(({ severity }) => severity === 'error')).toEqual([])
  expect(new Set(journey?.steps.map((step) => step.stage))).toEqual(new Set(STAGES))
  expect(journey?.steps.every((step) => step.position !== undefined)).toBe(true)
})

function textsIn(value: unknown, path = ''): [string, string][] {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return []
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, item]): [string, string][] =>
      typeof item === 'string' && TEXT_KEYS.includes(key)
        ? [[`${path}/${key}`, item]]
        : key === 'body'
          ? []
          : textsIn(item, `${path}/${key}`),
    )
}

function withoutTexts(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      TEXT_KEYS.includes(key) && typeof item === 'string' ? [] : [[key, withoutTexts(item)]],
    ),
  )
}
