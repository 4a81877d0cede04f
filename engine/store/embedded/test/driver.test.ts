import { randomBytes } from 'node:crypto'
import mongoose from 'mongoose'
import { describe, test } from 'vitest'
import { closeEmbedded, connectEmbedded } from '../index.ts'
import { driverContract } from './driver.contract.ts'

for (const thread of [false, true]) {
  driverContract(thread ? 'embedded, in a thread of its own' : 'embedded', async () => {
    const instance = await connectEmbedded({ file: ':memory:', thread })
    return { instance, standIn: false, close: () => closeEmbedded(instance) }
  })
}

const url = process.env['MONGODB_URL']
if (url) {
  driverContract('MongoDB protocol', async () => {
    const instance = new mongoose.Mongoose()
    await instance.connect(url, { dbName: `perennial_driver_${randomBytes(6).toString('hex')}` })
    // MongoDB tells the commit it was built from; the stand-in has none.
    const build = await instance.connection.db?.admin().buildInfo()
    return {
      instance,
      standIn: build?.['gitVersion'] === undefined,
      async close() {
        await instance.connection.dropDatabase()
        await instance.disconnect()
      },
    }
  })
} else {
  describe('driver contract: MongoDB protocol', () => {
    test('runs where a server is at hand', ({ skip }) => skip('MONGODB_URL is not set'))
  })
}
