import { type Operation, STORED } from './bulk.ts'
import { decode, encode, encodeStored, type Stored } from './codec.ts'
import type { Doc } from './types.ts'
import { fromWire, type Wire } from './wire.ts'

/**
 * A bulk on its way to another thread. A document to be stored goes as the texts that are stored, and is written as they are:
 * made once, by whoever asks for it, and a few texts cross in a fraction of the time that an object with its names takes.
 * Each operation is a kind and what belongs to it: `INSERT, text, apart`, `REPLACE, filter, text, apart`, `OTHER, wire`.
 */
export type BulkWire = (typeof INSERT | typeof REPLACE | typeof OTHER | string | null | Wire)[]

const INSERT = 1
const REPLACE = 2
const OTHER = 3

/** @param toWire for operations that store no whole document */
export function toBulkWire(operations: readonly Doc[], toWire: (value: unknown) => Wire): BulkWire {
  const wire: BulkWire = []
  for (const operation of operations) {
    const { insertOne, replaceOne } = (operation ?? {}) as { insertOne?: Operation; replaceOne?: Operation }
    if (insertOne) {
      const { text, apart } = encodeStored(insertOne.document ?? (insertOne as Doc))
      wire.push(INSERT, text, apart)
    } else if (replaceOne && isSwap(replaceOne)) {
      const { filter, replacement } = replaceOne
      const { text, apart } = encodeStored({ _id: filter._id, ...replacement })
      wire.push(REPLACE, encode(filter), text, apart)
    } else {
      wire.push(OTHER, toWire(operation))
    }
  }
  return wire
}

export function fromBulkWire(wire: BulkWire): Doc[] {
  const operations: Doc[] = []
  for (let at = 0; at < wire.length; ) {
    const kind = wire[at++]
    if (kind === OTHER) {
      operations.push(fromWire(wire[at++] as Wire) as Doc)
      continue
    }
    const filter = kind === REPLACE ? decode(wire[at++] as string) : undefined
    const stored: Stored = { text: wire[at++] as string, apart: wire[at++] as string | null }
    const doc = decode(stored.text, stored.apart)
    operations.push(
      filter
        ? { replaceOne: { filter, replacement: doc, [STORED]: stored } }
        : { insertOne: { document: doc, [STORED]: stored } },
    )
  }
  return operations
}

/** Whether it says nothing but which document, by its id and more, is to be which. */
function isSwap(operation: Operation): operation is { filter: Doc; replacement: Doc } {
  const { filter, replacement, ...options } = operation
  const id = filter?.['_id']
  if (typeof id !== 'string' || !replacement || Object.keys(options).length > 0) return false
  return replacement['_id'] === undefined || replacement['_id'] === id
}
