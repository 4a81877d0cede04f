import { createBullBoard } from '@bull-board/api'
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter'
import { ExpressAdapter } from '@bull-board/express'
import { Queue as Bull } from 'bullmq'
import type { RequestHandler } from 'express'
import { Redis } from 'ioredis'
import { HINT_KINDS } from './port.ts'
import { quietly } from './quietly.ts'
import { FAIL_FAST } from './redisLink.ts'

/** Pages that show the queues in Redis: how much waits, who works, what a job holds (ids of customers). */
export interface Board {
  pages: RequestHandler
  close(): Promise<void>
}

/**
 * The pages of bull-board, to look at only: hints are made from the store and come again, so there is nothing in them to
 * mend, and a page that changes nothing needs no protection against forged requests.
 * @param address where the pages are mounted, without a slash at the end
 */
export function openBoard(options: {
  url: string
  prefix: string
  address: string
  onError: (error: unknown) => void
}): Board {
  const report = quietly(options.onError)
  const redis = new Redis(options.url, FAIL_FAST)
  redis.on('error', report)
  const bulls = HINT_KINDS.map((kind) => {
    const bull = new Bull<string[]>(kind, {
      connection: redis,
      prefix: options.prefix,
      skipVersionCheck: true,
      skipWaitingForReady: true,
      skipMetasUpdate: true,
    })
    bull.on('error', report)
    return bull
  })
  const serverAdapter = new ExpressAdapter()
  serverAdapter.setBasePath(options.address)
  createBullBoard({
    queues: bulls.map((bull) => new BullMQAdapter(bull, { readOnlyMode: true })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Perennial queues', miscLinks: [{ text: 'Builder', url: '/' }] } },
  })
  return {
    pages: serverAdapter.getRouter() as RequestHandler,
    async close() {
      await Promise.all(bulls.map((bull) => bull.close().catch(report)))
      redis.disconnect()
    },
  }
}
