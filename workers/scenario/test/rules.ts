import { describe, expect, it } from 'vitest'
import { coreRegistry } from '../../../engine/core/steps/index.ts'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { ProblemError } from '../../../engine/problem.ts'
import { runEmbedded, runOnServers } from '../profiles.ts'
import { expectSound } from './invariants.ts'
import { tellGoals, tellPaths, tellRefused, tellSent, told, type Told } from './telling.ts'

/** A rule of docs/journey-format.md, part 4, told as a scenario, with what it must print, worked out by hand. */
export interface Rule {
  rule: string
  given: JsonObject
  /** The publish is refused with these codes and steps, e.g. `cycle-without-wait u`. */
  problems?: string[]
  paths?: string[]
  sent?: string[]
  refused?: string[]
  goals?: string[]
  /** Stage by customer. */
  stages?: Record<string, string | null>
  /** Points by customer. */
  points?: Record<string, number>
  also?: (output: Told) => void
}

const registry = coreRegistry()
const { MONGODB_URL: mongodbUrl, REDIS_URL: redisUrl } = process.env
const servers = mongodbUrl && redisUrl ? { mongodbUrl, redisUrl } : null

/** Runs a chapter on the embedded store and, where servers are given, on them too, which must print the same bytes. */
export function chapter(name: string, rules: readonly Rule[]): void {
  describe(name, () => {
    for (const rule of rules) {
      it(rule.rule, async () => {
        if (rule.problems) await expectRefused(rule.given, rule.problems)
        else check(rule, told(await runEmbedded(rule.given, registry)))
      })
    }
  })
  describe.skipIf(!servers)(`${name}, on the servers of MONGODB_URL and REDIS_URL`, () => {
    for (const rule of rules.filter(({ problems }) => !problems)) {
      it(rule.rule, async () => {
        const there = await runOnServers(rule.given, registry, servers as NonNullable<typeof servers>)
        expect(JSON.stringify(there)).toBe(JSON.stringify(await runEmbedded(rule.given, registry)))
      })
    }
  })
}

async function expectRefused(given: JsonObject, problems: readonly string[]): Promise<void> {
  const refusal: unknown = await runEmbedded(given, registry).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ProblemError)
  const errors = (refusal as ProblemError).problems.filter(({ severity }) => severity === 'error')
  expect(errors.map(({ code, step }) => `${code} ${step ?? '-'}`)).toEqual(problems)
}

function check(rule: Rule, output: Told): void {
  const expected = pickGiven(rule)
  const actual = {
    paths: tellPaths(output),
    sent: tellSent(output),
    refused: tellRefused(output),
    goals: tellGoals(output),
    stages: Object.fromEntries(output.customers.map((customer) => [customer.id, customer.stage])),
    points: Object.fromEntries(output.customers.map((customer) => [customer.id, customer.points])),
  }
  expect(Object.fromEntries(Object.keys(expected).map((key) => [key, actual[key as keyof typeof actual]]))).toEqual(
    expected,
  )
  rule.also?.(output)
  expectSound(output, journeysOf(rule.given))
}

function pickGiven({ paths, sent, refused, goals, stages, points }: Rule): Partial<Rule> {
  return Object.fromEntries(
    Object.entries({ paths, sent, refused, goals, stages, points }).filter(([, value]) => value !== undefined),
  )
}

/** All versions of all journeys, in order of publication; none where an operator may have put somebody elsewhere. */
function journeysOf(given: JsonObject): unknown[] {
  const timeline = (given['timeline'] ?? []) as { publish?: { journey: unknown }; operator?: unknown }[]
  if (timeline.some((item) => item.operator)) return []
  return [
    ...((given['journeys'] ?? []) as unknown[]),
    ...timeline.flatMap((item) => (item.publish ? [item.publish.journey] : [])),
  ]
}
