import type { StubRule } from '../../engine/channels/index.ts'
import type { InputBody } from '../../engine/core/model/input.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import {
  archiveJourney,
  pauseJourney,
  previewMove,
  publishJourney,
  resumeJourney,
  stopJourney,
} from '../../engine/journeys/index.ts'
import { findTarget } from '../../engine/core/turn/index.ts'
import { ProblemError } from '../../engine/problem.ts'
import type { Action } from './format.ts'
import { collect } from './output.ts'
import type { ReadScenario } from './read.ts'
import { goDown, type Run } from './life.ts'
import { isReply, type Reply } from './meant.ts'
import { placed } from './placed.ts'

/** Carries out one entry of the timeline at the present instant. @throws ProblemError that points to it */
export async function act(run: Run, item: ReadScenario['timeline'][number]): Promise<void> {
  const { index, action } = item
  const here = `/timeline/${index}/${action.kind}`
  await carryOut(run, item).catch((error: unknown) => {
    throw placed(error, (pointer) =>
      'journey' in action.body && !pointer.startsWith('/move') ? `${here}/journey` : here,
    )
  })
}

async function carryOut(run: Run, item: ReadScenario['timeline'][number]): Promise<void> {
  const { world } = run
  const { action, index } = item
  switch (action.kind) {
    case 'publish':
      await publishJourney(
        world.journeys,
        action.body.journey,
        action.body.move ? { move: action.body.move, parkLost: true } : {},
      )
      return world.broadcast()
    case 'preview':
      run.previews.push(await preview(run, action.body))
      return
    case 'pause':
      await pauseJourney(world.journeys, action.body.journey, action.body.entries)
      return
    case 'resume':
      await resumeJourney(world.journeys, action.body.journey, action.body.policy)
      return world.broadcast()
    case 'stop':
      await stopJourney(world.journeys, action.body.journey)
      return
    case 'archive':
      await archiveJourney(world.journeys, action.body.journey)
      return world.broadcast()
    case 'provider':
      for (const [channel, rule] of Object.entries(action.body)) world.provider.set(channel, rule as StubRule)
      return
    case 'restart': {
      const { at: point, downFor, lose } = action.body
      const loseQueue = lose?.includes('queue') ?? false
      if (point === undefined) return goDown(run, downFor, loseQueue)
      run.pendingKill = { downFor, loseQueue }
      return world.arm(point)
    }
    case 'snapshot':
      run.snapshots[action.body.name] = await collect(world.rt.store, world.provider)
      return
    case 'operator': {
      const enrollmentId = await enrollmentOf(run, action.body.customerId, action.body.journey)
      const { command, step, reason, customerId } = action.body
      const body: InputBody = {
        kind: 'operator',
        command,
        enrollmentId,
        ...(step === undefined ? {} : { step }),
        ...(reason === undefined ? {} : { reason }),
      }
      await world.ingest.accept([{ id: `timeline-${index}`, customerId, body }])
      return
    }
    default: {
      const { id, customerId, body } = reportOf(run, action, index)
      if (isReply(action)) await warnOfNobody(run, index, action)
      await world.ingest.accept([{ id, customerId, body }])
    }
  }
}

/** It may be what the story is about, or a message that the author believes was sent. */
async function warnOfNobody({ world, warn }: Run, index: number, { kind, body }: Reply): Promise<void> {
  const { customerId } = body
  const customer = (await world.rt.store.customers.load([customerId])).get(customerId)
  if (world.down || (customer && findTarget(customer, body))) return
  const about = body.interactionId === undefined ? `of the step "${body.step}"` : `"${body.interactionId}"`
  warn(
    `/timeline/${index}/${kind}`,
    `Customer "${customerId}" has no message ${about} at this instant; it says nothing.`,
  )
}

type InputAction = Extract<
  Action,
  { kind: 'event' | 'identify' | 'outcome' | 'answer' | 'task' | 'consent' | 'suppress' | 'stage' | 'enter' | 'remove' }
>

function reportOf(run: Run, action: InputAction, index: number): { id: string; customerId: string; body: InputBody } {
  const id = `timeline-${index}`
  const { customerId } = action.body
  switch (action.kind) {
    case 'event': {
      const { name, properties = {}, messageId, timestamp } = action.body
      const at = timestamp === undefined ? run.world.clock.now() : Date.parse(timestamp)
      return {
        id: messageId ?? id,
        customerId,
        body: { kind: 'event', name, properties, timestamp: at, ...(messageId === undefined ? {} : { messageId }) },
      }
    }
    case 'suppress':
      return {
        id,
        customerId,
        body: { kind: 'suppress', channel: action.body.channel, reason: action.body.reason ?? 'suppressed' },
      }
    case 'enter':
      return { id, customerId, body: { kind: 'enter', journey: action.body.journey, data: action.body.data ?? {} } }
    default: {
      const { customerId: _, ...rest } = action.body
      const given = Object.fromEntries(
        Object.entries(rest).filter(([key, value]) => value !== undefined && key !== 'messageId'),
      )
      const messageId = 'messageId' in rest ? rest.messageId : undefined
      return { id: messageId ?? id, customerId, body: { kind: action.kind, ...given } as InputBody }
    }
  }
}

async function preview(run: Run, body: Extract<Action, { kind: 'preview' }>['body']): Promise<unknown> {
  const { store } = run.world.rt
  const id = typeof body.journey === 'string' ? body.journey : String(body.journey['id'])
  const record = await store.journeys.get(id)
  const given = typeof body.journey === 'string' ? record?.draft : (body.journey as unknown as Journey)
  if (!given) throw new ProblemError(404, 'not-found', `There is no journey "${id}" to preview.`)
  const { steps, total, problems } = await previewMove(run.world.journeys, given, body.move)
  return { at: new Date(run.world.clock.now()).toISOString(), journey: id, steps, total, problems }
}

async function enrollmentOf(run: Run, customerId: string, journey: string): Promise<string> {
  const customer = (await run.world.rt.store.customers.load([customerId])).get(customerId)
  const e = customer?.enrollments.findLast((candidate) => candidate.journeyId === journey)
  if (!e) throw new ProblemError(404, 'not-found', `Customer "${customerId}" was never in the journey "${journey}".`)
  return e.id
}
