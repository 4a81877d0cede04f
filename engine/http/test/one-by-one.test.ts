import { expect, test } from 'vitest'
import { oneByOne } from '../one-by-one.ts'

test('one after another, in the order asked, also after a failure', async () => {
  const inLine = oneByOne()
  const seen: string[] = []
  const work = (name: string) => async (): Promise<string> => {
    seen.push(`${name} begins`)
    await Promise.resolve()
    seen.push(`${name} ends`)
    if (name === 'b') throw new Error(name)
    return name
  }
  const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => inLine(work(name))))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(seen).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]))
})
