import type { QuietHours } from '../core/model/journey.ts'
import { leaveNoTime, quietFault } from '../core/validate/index.ts'
import { eachLive } from './journeys.ts'
import { invalid } from './request.ts'
import type { Services } from './services.ts'

/**
 * Quiet hours of the workspace leave time to send in, also beside those that published journeys have of their own.
 * @throws ProblemError 400 naming what is wrong with them, and the journey
 */
export async function checkQuietHours(quietHours: QuietHours, services: Services): Promise<void> {
  const fault = quietFault(quietHours)
  if (fault) throw refusal(fault.message, fault.pointer)
  for await (const { name, quietHours: own } of eachLive(services)) {
    if (!own || !leaveNoTime(own, quietHours)) continue
    throw refusal(
      `These quiet hours and those of the journey "${name}" leave no time between them, so it could send nothing; leave some time of the week free, or change the journey first.`,
    )
  }
}

function refusal(message: string, pointer = ''): Error {
  return invalid('invalid-request', [
    { code: 'empty-window', message, pointer: `/quietHours${pointer}`, severity: 'error' },
  ])
}
