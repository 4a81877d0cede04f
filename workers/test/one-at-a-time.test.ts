import { expect, test } from 'vitest'
import { oneAtATime } from '../one-at-a-time.ts'

test('who comes while at work is told afterwards, to the lane they came by; others are not held up', async () => {
  const told: string[] = []
  const worked: string[][] = []
  let finish = (): void => {}
  const guard = oneAtATime()
  const lane = (name: string) =>
    guard(
      async (ids) => {
        worked.push(ids)
        if (ids.includes('hot')) await new Promise<void>((resolve) => (finish = resolve))
      },
      async (ids) => void told.push(`${name} ${ids.join()}`),
    )
  const [live, crowd] = [lane('live'), lane('crowd')]

  const first = live(['hot', 'ada'])
  await live(['hot'])
  await crowd(['hot', 'ben'])
  expect(worked).toEqual([['hot', 'ada'], ['ben']])
  expect(told).toEqual([])
  finish()
  await first
  expect(told).toEqual(['live hot', 'crowd hot'])
  void live(['hot'])
  expect(worked.at(-1)).toEqual(['hot'])
})

test('work that fails frees its customers too', async () => {
  const told: string[] = []
  const work = oneAtATime()(
    () => Promise.reject(new Error('no store')),
    async (ids) => void told.push(...ids),
  )
  const first = work(['ada'])
  await work(['ada'])
  await expect(first).rejects.toThrow('no store')
  expect(told).toEqual(['ada'])
})
