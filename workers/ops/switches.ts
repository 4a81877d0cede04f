import { setTimeout as sleep } from 'node:timers/promises'
import { counted } from '../../engine/core/counted.ts'
import { EXIT, OpsError } from './client.ts'
import type { Context } from './context.ts'
import { type HealthAnswer, type Process, processTable } from './health.ts'

const LOOK_MS = 500

/** Pauses everything, and waits until no worker has anything running. */
export async function pauseEverything(
  context: Context,
  reason: string,
  { wait, timeout }: { wait: boolean; timeout: string },
): Promise<number> {
  const answer = await context.client.send('POST', '/v1/ops/pause', { reason })
  context.note('Paused: from now on nothing is claimed, on any worker.')
  const resting = wait ? await untilAtRest(context, null, seconds(timeout)) : null
  const rest =
    resting === null
      ? ''
      : ` ${resting.length === 0 ? 'Nothing runs any more.' : `Still finishing:\n\n${processTable(resting)}`}`
  context.show(answer, () => `Everything is paused.${rest} Go on with: ops resume-everything`)
  return resting !== null && resting.length > 0 ? EXIT.failing : EXIT.ok
}

export async function resumeEverything(
  { client, show }: Context,
  { skipOverdue = false }: { skipOverdue?: boolean },
): Promise<number> {
  const answer = await client.send<{ skippedIn: string[] }>('POST', '/v1/ops/resume', {
    overdue: skipOverdue ? 'skip' : 'continue',
  })
  const skipped = skipOverdue
    ? ` What fell due meanwhile is left out, in ${counted(answer.skippedIn.length, 'journey')}.`
    : ''
  show(answer, () => `All goes on; workers begin within seconds.${skipped}`)
  return EXIT.ok
}

/** Lets workers finish and take nothing new, or undoes it. */
export async function drain(
  context: Context,
  ids: readonly string[],
  { all = false, wait, timeout, undo = false }: { all?: boolean; wait: boolean; timeout: string; undo?: boolean },
): Promise<number> {
  const { client, show, note } = context
  if (ids.length === 0 && !all)
    throw new OpsError('Which workers? Give their ids, as "ops health" lists them, or --all.', EXIT.usage)
  const workers = (await processes(context)).filter(({ role }) => role !== 'api').map(({ id }) => id)
  const chosen = all ? workers : ids
  if (chosen.length === 0) throw new OpsError('No worker is running.', EXIT.refused)
  for (const id of chosen)
    await client.send('PUT', `/v1/ops/processes/${encodeURIComponent(id)}/drain`, { drain: !undo })
  if (undo) {
    show({ undrained: chosen }, () => `${counted(chosen.length, 'worker')} will work again within seconds.`)
    return EXIT.ok
  }
  note(`${counted(chosen.length, 'worker')} told to drain.`)
  const busy = wait ? await untilAtRest(context, chosen, seconds(timeout)) : []
  const end = !wait
    ? 'They finish what they do.'
    : busy.length === 0
      ? 'Nothing runs in them any more; they can be stopped.'
      : `Still busy after ${timeout} s:\n\n${processTable(busy)}`
  show({ drained: chosen, busy: busy.map(({ id }) => id) }, () => end)
  return busy.length > 0 ? EXIT.failing : EXIT.ok
}

/** @returns workers that still had something running when time was up; those that are gone count as at rest */
async function untilAtRest(context: Context, ids: readonly string[] | null, patienceMs: number): Promise<Process[]> {
  const until = Date.now() + patienceMs
  for (;;) {
    const busy = (await processes(context)).filter(
      ({ id, role, state }) =>
        role !== 'api' && (ids === null || ids.includes(id)) && state !== 'paused' && state !== 'drained',
    )
    if (busy.length === 0 || Date.now() >= until) return busy
    await sleep(LOOK_MS)
  }
}

const processes = async ({ client }: Context): Promise<Process[]> =>
  (await client.get<HealthAnswer>('/v1/ops/health')).processes

function seconds(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text) * 1000
  throw new OpsError(`--timeout: "${text}" is no number of seconds.`, EXIT.usage)
}
