import type { Mongoose } from 'mongoose'
import { createClaimStore } from './claims.ts'
import { createCustomerStore } from './customers.ts'
import { createErasureStore } from './erasures.ts'
import { createInputStore } from './inputs.ts'
import { createInteractionStore } from './interactions.ts'
import { createJourneyStore } from './journeys.ts'
import { defineModels } from './models.ts'
import { createNameStore } from './names.ts'
import type { Store } from './port.ts'
import { prepareModels } from './prepare.ts'
import { createProcessStore } from './processes.ts'
import { createRecordStore } from './records.ts'
import { createSettingsStore } from './settings.ts'

/** The store over an open Mongoose instance. @param now the clock of whoever keeps the data, epoch milliseconds */
export function createStore(instance: Mongoose, now: () => Promise<number>): Store {
  const models = defineModels(instance)
  const journeys = createJourneyStore(models)
  return {
    customers: createCustomerStore(models.customers),
    inputs: createInputStore(models.inputs),
    interactions: createInteractionStore(models.interactions),
    journeys,
    records: createRecordStore(models),
    claims: createClaimStore(models),
    settings: createSettingsStore(models, journeys.touchCatalog),
    processes: createProcessStore(models.processes),
    names: createNameStore(models),
    erasures: createErasureStore(models),
    now,
    prepare: () => prepareModels(models),
    async drop() {
      await instance.connection.db?.dropDatabase()
    },
    close: () => instance.disconnect(),
  }
}
