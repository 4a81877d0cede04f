import { ESLint } from 'eslint'
import typescript from 'typescript-eslint'
import { describe, expect, it } from 'vitest'

/** Planted files never exist, so the rules that need types are off; one test below plants over a real file instead. */
const untyped = new ESLint({
  overrideConfig: [
    typescript.configs.disableTypeChecked,
    { languageOptions: { parserOptions: { projectService: false } } },
  ],
})

async function faults(file: string, code: string, eslint = untyped): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file })
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message)
}

describe('folder borders', () => {
  it.each([
    ['engine/core/a.ts', `import { a } from '../store/a.ts'; a()`],
    ['engine/core/a.ts', `import type { A } from '../store/port.ts'; export const a: A = 1`],
    ['engine/core/steps/a.ts', `import { a } from '../../../workers/a.ts'; a()`],
    ['engine/core/a.ts', `import { readFileSync } from 'node:fs'; readFileSync('a')`],
    ['engine/core/a.ts', `import express from 'express'; express()`],
    ['engine/core/a.ts', `export const a = import('mongoose')`],
    ['engine/core/a.ts', `export * from '../http/a.ts'`],
    ['engine/store/a.ts', `import { a } from '../queue/bullmq.ts'; a()`],
    ['engine/store/a.ts', `import { a } from '../../workers/port.ts'; a()`],
    ['engine/http/a.ts', `import { a } from '../../builder/a.ts'; a()`],
    ['engine/http/a.test.ts', `import { a } from '../../workers/a.ts'; a()`],
    ['engine/server.ts', `import { a } from '../examples/a.ts'; a()`],
    ['workers/a.ts', `import { a } from '../builder/a.ts'; a()`],
    ['workers/a.ts', `import { a } from '../examples/a.ts'; a()`],
    ['builder/a.ts', `import { a } from '../engine/store/a.ts'; a()`],
    ['builder/a.ts', `import { a } from '../engine/http/a.ts'; a()`],
    ['builder/a.ts', `import { join } from 'node:path'; join('a')`],
    ['examples/a.ts', `import { a } from '../workers/a.ts'; a()`],
  ])('%s refuses %s', async (file, code) => {
    expect(await faults(file, code)).toEqual(['folders/borders'])
  })

  it.each([
    ['engine/core/steps/a.ts', `import { setup } from 'xstate'; import { a } from '../a.ts'; a(setup)`],
    ['engine/core/a.ts', `import { sha256 } from '@noble/hashes/sha2.js'; sha256()`],
    ['engine/core/a.test.ts', `import { readFileSync } from 'node:fs'; readFileSync(String(Date.now()))`],
    ['engine/store/a.ts', `import { a } from '../core/a.ts'; import type { P } from '../queue/port.ts'; a<P>()`],
    ['engine/server.ts', `import { a } from './http/a.ts'; a()`],
    ['workers/start.ts', `import { a } from '../engine/server.ts'; a()`],
    ['builder/a.tsx', `import type { A } from '../engine/http/a.ts'; export const a: A = 1`],
    ['examples/a.ts', `import { a } from '../engine/core/steps/sdk.ts'; a()`],
    ['bench/a.ts', `import { a } from '../workers/a.ts'; a()`],
  ])('%s may say %s', async (file, code) => {
    expect(await faults(file, code)).toEqual([])
  })
})

describe('the pure core', () => {
  it.each([
    [`export const a = Date.now()`, 'no-restricted-properties'],
    [`export const a = Math.random()`, 'no-restricted-properties'],
    [`export const a = new Date()`, 'no-restricted-syntax'],
    [`export const a = Date()`, 'no-restricted-syntax'],
    [`export const a = process.env['A']`, 'no-restricted-globals'],
    [`setTimeout(() => {}, 1)`, 'no-restricted-globals'],
    [`console.log('a')`, 'no-restricted-globals'],
    [`export enum A { b }`, 'no-restricted-syntax'],
    [`export default 1`, 'no-restricted-syntax'],
    [`export const a = 1 as any`, '@typescript-eslint/no-explicit-any'],
  ])('refuses %s', async (code, rule) => {
    expect(await faults('engine/core/a.ts', code)).toEqual([rule])
  })

  it('may turn a given instant into a date', async () => {
    expect(await faults('engine/core/a.ts', `export const a = (now: number) => new Date(now).toISOString()`)).toEqual(
      [],
    )
  })
})

it('a promise that nobody waits for is refused', { timeout: 60_000 }, async () => {
  const code = `export const work = async (): Promise<void> => {}\nwork()\n`
  expect(await faults('tooling/skip-reporter.ts', code, new ESLint())).toEqual([
    '@typescript-eslint/no-floating-promises',
  ])
})
