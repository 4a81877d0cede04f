import { beforeAll, describe, expect, test } from 'vitest'
import type { EndState } from '../faults/end-state.ts'
import { findDefect, oracleOf } from '../faults/explore.ts'
import { planted } from '../faults/planted.ts'
import { references } from '../faults/references.ts'

describe('planted defects are found', () => {
  const oracles = new Map<string, EndState>()
  beforeAll(async () => {
    for (const reference of references) oracles.set(reference.name, (await oracleOf(reference)).end)
  })

  test('there are enough of them', () => {
    expect(planted.length).toBeGreaterThanOrEqual(24)
  })

  test.each(planted.map(({ defect, weather }) => [defect, weather] as const))(
    '%s',
    { timeout: 120_000 },
    async (_defect, weather) => {
      expect(await findDefect(references, oracles, weather)).not.toBeNull()
    },
  )
})
