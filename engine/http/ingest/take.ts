import type { Problem } from '../../core/model/problem.ts'
import { ProblemError } from '../../problem.ts'
import type { Acceptance, Report } from '../../ingest/index.ts'
import { given } from '../fields.ts'
import type { Services } from '../services.ts'
import type { Message } from './message.ts'
import type { ItemResult, Receipt } from './schemas.ts'
import { clip } from '../../core/shorten.ts'

/**
 * Stores what is good in a list of messages and says what became of each. Durable when it resolves.
 * @throws ProblemError 503 when the store does not take them; clients then send all of it again
 */
export async function takeIn(messages: readonly Message[], services: Services): Promise<Receipt> {
  const reports = messages.flatMap((message) => ('reports' in message ? message.reports : []))
  const verdicts = await store(reports, services)
  let next = 0
  const results = messages.map((message, index): ItemResult => {
    if ('problems' in message)
      return { index, messageId: message.messageId, status: 'rejected', deduplicated: true, problems: message.problems }
    const own = verdicts.slice(next, (next += message.reports.length))
    const { messageId, isMade, warnings: problems } = message
    return { index, messageId, deduplicated: !isMade, ...given({ problems }), ...statusOf(own, messageId) }
  })
  const count = (status: ItemResult['status']): number => results.filter((result) => result.status === status).length
  const [accepted, duplicates, rejected] = [count('accepted'), count('duplicate'), count('rejected')]
  services.metrics.ingested('accepted', accepted)
  services.metrics.ingested('duplicate', duplicates)
  services.metrics.ingested('rejected', rejected)
  return { success: rejected === 0, accepted, duplicates, rejected, results }
}

function statusOf(verdicts: readonly Acceptance[], messageId: string): Pick<ItemResult, 'status' | 'problems'> {
  if (verdicts.includes('new')) return { status: 'accepted' }
  if (!verdicts.includes('conflict')) return { status: 'duplicate' }
  const message = `The messageId "${clip(messageId, 80)}" was used before for another message. Give each message an id of its own.`
  const problem: Problem = { code: 'message-id-reused', message, pointer: '/messageId', severity: 'error' }
  return { status: 'rejected', problems: [problem] }
}

async function store(reports: readonly Report[], { ingest, log }: Services): Promise<Acceptance[]> {
  if (reports.length === 0) return []
  try {
    return await ingest.accept(reports)
  } catch (error) {
    log.error({ err: error }, 'events could not be stored')
    const detail = 'The events could not be stored. Nothing is known to have been taken in; send all of it again.'
    throw new ProblemError(503, 'store-unavailable', detail, [], { retryAfter: 5 })
  }
}
