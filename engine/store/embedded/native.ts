import mongoose from 'mongoose'

/** The parts of Mongoose's connection that a driver works with; its published types keep them to themselves. */
export type NativeConnection = {
  db: unknown
  client: unknown
  name: string
  host: string
  collections: Record<string, { onOpen(): void }>
  readyState: number
  _connectionString: string
  onOpen(): void
}

type NativeDriver = {
  Connection: new (base: unknown) => NativeConnection
  Collection: unknown
  BulkWriteResult: new (raw: object, ordered: boolean) => object
}

/** Mongoose's driver for MongoDB, of which we keep everything that does not talk to a server. */
export const nativeDriver = (mongoose as unknown as { driver: { get(): NativeDriver } }).driver.get()
