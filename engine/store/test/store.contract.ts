import { afterEach, beforeEach, describe } from 'vitest'
import { claimContract } from './claims.contract.ts'
import { customerContract } from './customers.contract.ts'
import { customerRaceContract } from './customerRaces.contract.ts'
import { erasureContract } from './erasures.contract.ts'
import type { Opened } from './fixtures.ts'
import { inputContract } from './inputs.contract.ts'
import { interactionContract } from './interactions.contract.ts'
import { journeyContract } from './journeys.contract.ts'
import { nameContract } from './names.contract.ts'
import { pagingContract } from './paging.contract.ts'
import { processContract } from './processes.contract.ts'
import { recordContract } from './records.contract.ts'
import { settingsContract } from './settings.contract.ts'

/** What every store must do. @param open gives a new, empty, prepared workspace; it is dropped after each test */
export function storeContract(name: string, open: () => Promise<Opened>): void {
  let opened: Opened
  const use = (): Opened => opened

  describe(name, () => {
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(async () => {
      await opened.store.drop()
      await opened.store.close()
    })
    describe('customers', () => customerContract(use))
    describe('customers under races and lost answers', () => customerRaceContract(use))
    describe('inputs', () => inputContract(use))
    describe('interactions', () => interactionContract(use))
    describe('journeys', () => journeyContract(use))
    describe('records', () => recordContract(use))
    describe('claims', () => claimContract(use))
    describe('settings', () => settingsContract(use))
    describe('processes', () => processContract(use))
    describe('names', () => nameContract(use))
    describe('erasures', () => erasureContract(use))
    describe('pages', () => pagingContract(use))
  })
}
