import { randomUUID } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import type { z } from 'zod'
import { ProblemError } from '../../problem.ts'
import { readBytes, toText } from '../body.ts'
import { admitMessage, isFlood, optOutsOf, refusalOf } from '../ingest/admit.ts'
import { type Message, readMessage, type Reading } from '../ingest/message.ts'
import { batchSchema, MESSAGES, type MessageType, type Receipt, receiptSchema } from '../ingest/schemas.ts'
import { takeIn } from '../ingest/take.ts'
import { parseJsonFast } from '../json-text.ts'
import { oneByOne } from '../one-by-one.ts'
import { problemOf, refusePressure } from '../pressure.ts'
import { BODY_LIMIT, check, invalid } from '../request.ts'
import { type Call, ok, type Reply, route } from '../route.ts'

const TAG = 'Ingest'
const MOST_MESSAGES = 1000
/** Messages of a batch that are read without a pause: everybody else in the process waits meanwhile. */
const AT_ONCE = 100
/** Of one process: what is shared out is its time. */
const inLine = oneByOne()

type AnyCall = Call<unknown, unknown, unknown>

const summaries: Record<MessageType, string> = {
  identify: 'Who a customer is',
  track: 'Something a customer did',
  page: 'A page a customer saw; becomes the event "Page Viewed"',
  screen: 'A screen a customer saw; becomes the event "Screen Viewed"',
  group: 'The group a customer belongs to; becomes the traits "groupId" and "group"',
  alias: 'Two ids of one customer; becomes the event "Identity Linked" (profiles are not merged)',
}

/**
 * The Segment HTTP API. Clients differ in what they say about a body, so what it is said to be is not looked at: it is
 * JSON, or JSON in gzip.
 */
export const ingestRoutes = [
  ...(Object.keys(MESSAGES) as MessageType[]).map((type) =>
    route({
      method: 'post',
      path: `/${type}`,
      access: 'write',
      tag: TAG,
      summary: summaries[type],
      bodyDoc: MESSAGES[type],
      fails: [409],
      answer: receiptSchema,
      sheds: true,
      handle: (call) => takeOne(call, type),
    }),
  ),
  route({
    method: 'post',
    path: '/batch',
    access: 'write',
    tag: TAG,
    summary: 'Up to 1,000 messages at once',
    description: 'Bad messages are reported one by one and do not stop the good ones; the status is 200 then too.',
    bodyDoc: batchSchema,
    answer: receiptSchema,
    sheds: true,
    handle: takeBatch,
  }),
]

async function takeOne(call: AnyCall, type: MessageType): Promise<Reply> {
  const pressed = pressureOn(call, `/${type}`)
  const value = await readTelemetry(call)
  const message = reader(call, pressed)(value, type)
  if ('problems' in message && !isFlood(message)) throw refusalOf(message)
  const receipt = await takeAll([message], pressed, call)
  const [result] = receipt.results
  if (result?.status === 'rejected') throw invalid('message-id-reused', result.problems ?? [], 409)
  return ok(receipt)
}

async function takeBatch(call: AnyCall): Promise<Reply> {
  const pressed = pressureOn(call, '/batch')
  const value = await readTelemetry(call)
  const { batch, sentAt } = check(batchSchema, value, 'request') as z.output<typeof batchSchema>
  if (batch.length > MOST_MESSAGES) {
    const detail = `The batch has ${batch.length} messages; send at most ${MOST_MESSAGES} at once.`
    throw new ProblemError(413, 'too-many-messages', detail)
  }
  const read = reader(call, pressed, sentAt)
  const readAll = (): Promise<Message[]> => inParts(batch, (item) => read(item, typeOf(item)))
  // In line, the first batch is on its way to the disk while the next is read; side by side all would be done at the end.
  const messages = await (batch.length > AT_ONCE ? inLine(readAll) : readAll())
  return ok(await takeAll(messages, pressed, call))
}

async function inParts<T, R>(items: readonly T[], read: (item: T) => R): Promise<R[]> {
  const results: R[] = []
  for (const [index, item] of items.entries()) {
    if (index % AT_ONCE === 0) await breathe()
    results.push(read(item))
  }
  return results
}

/** Under pressure nothing but opt-outs is taken, which no rate holds up. */
function reader(
  { caller, services }: AnyCall,
  pressed: ProblemError | null,
  sentAt?: string | null,
): (value: unknown, type: unknown) => Message {
  const reading: Reading = {
    receivedAt: services.clock.now(),
    sentAt,
    mayConsent: caller.key.kind === 'admin',
    channels: services.channels,
    newId: () => `made-${randomUUID()}`,
  }
  if (pressed) return (value, type) => readMessage(value, type, reading)
  return (value, type) => admitMessage(value, type, reading, services.sayings)
}

/**
 * Who may not speak about consent is refused before anything is read.
 * @returns what to answer once the opt-outs have been taken in; null = there is room for everything
 */
function pressureOn({ caller, services }: AnyCall, path: string): ProblemError | null {
  const pressed = problemOf(services.pressure(), { method: 'post', path }, 'Only opt-outs were taken in')
  if (pressed && caller.key.kind !== 'admin') refusePressure(services.pressure(), { method: 'post', path })
  return pressed
}

/** @throws ProblemError `pressed`, or 429 where there is nothing but what floods */
async function takeAll(messages: Message[], pressed: ProblemError | null, { services }: AnyCall): Promise<Receipt> {
  if (pressed) {
    await takeIn(optOutsOf(messages), services)
    throw pressed
  }
  const receipt = await takeIn(messages, services)
  if (messages.every(isFlood) && messages[0]) throw refusalOf(messages[0])
  return receipt
}

async function readTelemetry({ request }: AnyCall): Promise<unknown> {
  if (/^multipart\//i.test(request.headers['content-type'] ?? '')) {
    throw new ProblemError(415, 'unsupported-media-type', 'Forms are not taken here. Send JSON.')
  }
  return parseJsonFast(toText(await readBytes(request, BODY_LIMIT)))
}

const typeOf = (item: unknown): unknown => (item as { type?: unknown } | null)?.type
