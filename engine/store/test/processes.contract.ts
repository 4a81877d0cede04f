import { expect, test } from 'vitest'
import type { ProcessRecord } from '../port.ts'
import type { Use } from './fixtures.ts'

const processOf = (id: string, seenAt: number): Omit<ProcessRecord, 'drain'> => ({
  ...{ id, role: 'worker', host: 'a.example', pid: 7, startedAt: 1, seenAt },
  report: { state: 'working', running: 2, sweptAt: null, troubled: [] },
})

export function processContract(use: Use): void {
  test('a process that beats is listed as it said last', async () => {
    const { processes } = use().store
    expect(await processes.beat(processOf('w1', 10), 0)).toBe(false)
    expect(await processes.beat(processOf('w1', 20), 0)).toBe(false)
    expect(await processes.list()).toEqual([{ ...processOf('w1', 20), drain: false }])
    await processes.remove('w1')
    expect(await processes.list()).toEqual([])
  })

  test('it hears with its next beat that it is to drain, and stays told', async () => {
    const { processes } = use().store
    await processes.beat(processOf('w1', 10), 0)
    expect(await processes.setDrain('w1', true)).toBe(true)
    expect(await processes.setDrain('w2', true)).toBe(false)
    expect(await processes.beat(processOf('w1', 20), 0)).toBe(true)
    expect(await processes.beat(processOf('w1', 30), 0)).toBe(true)
    await processes.setDrain('w1', false)
    expect(await processes.beat(processOf('w1', 40), 0)).toBe(false)
  })

  test('one that went silent is forgotten by the others', async () => {
    const { processes } = use().store
    await processes.beat(processOf('w1', 10), 0)
    await processes.beat(processOf('w2', 100), 50)
    expect((await processes.list()).map(({ id }) => id)).toEqual(['w2'])
  })
}
