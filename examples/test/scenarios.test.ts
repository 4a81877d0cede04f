import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { coreRegistry } from '../../engine/core/steps/index.ts'
import { readScenarioFile } from '../../workers/scenario/files.ts'
import { runEmbedded, runOnServers } from '../../workers/scenario/profiles.ts'

const folder = new URL('../scenarios/', import.meta.url)
const stories = readdirSync(folder)
  .filter((file) => !file.endsWith('.expect.json'))
  .map((file) => file.replace(/\.json$/, ''))
const pathOf = (story: string): string => new URL(`${story}.json`, folder).pathname
const expected = (story: string): object =>
  JSON.parse(readFileSync(new URL(`${story}.expect.json`, folder), 'utf8')) as object
const registry = coreRegistry()
const { MONGODB_URL: mongodbUrl, REDIS_URL: redisUrl } = process.env

it('there are at least 25 stories', () => {
  expect(stories.length).toBeGreaterThanOrEqual(25)
})

describe('stories', () => {
  it.each(stories)('%s', async (story) => {
    expect(JSON.parse(JSON.stringify(await runEmbedded(readScenarioFile(pathOf(story)), registry)))).toMatchObject(
      expected(story),
    )
  })
})

describe.skipIf(!mongodbUrl || !redisUrl)(
  'stories on the servers of MONGODB_URL and REDIS_URL print the same bytes',
  () => {
    it.each(stories)('%s', async (story) => {
      const scenario = readScenarioFile(pathOf(story))
      const there = await runOnServers(scenario, registry, {
        mongodbUrl: mongodbUrl as string,
        redisUrl: redisUrl as string,
      })
      expect(JSON.stringify(there)).toBe(JSON.stringify(await runEmbedded(scenario, registry)))
    })
  },
)
