import { childPointer } from '../core/format/pointer.ts'
import type { Problem } from '../core/model/problem.ts'
import { channelFault } from '../core/validate/channels.ts'
import { invalid } from './request.ts'
import type { Services } from './services.ts'

/** What is said of a channel that nothing leaves by would be acknowledged and change nothing: of an opt-out that must not be. */
export function unknownChannel(channel: string, known: readonly string[], pointer: string): Problem | null {
  const fault = channelFault(channel, new Set(known))
  if (fault === null) return null
  return { code: 'unknown-channel', message: `The request names ${fault}`, pointer, severity: 'error' }
}

/** @throws ProblemError 400 */
export function requireChannel({ channel }: { channel: string }, { channels }: Services): void {
  const problem = unknownChannel(channel, channels, '/channel')
  if (problem) throw invalid('invalid-request', [problem])
}

/** The same for consent by channel, as `identify` brings it. */
export function unknownChannels(consent: object, known: readonly string[]): Problem[] {
  return Object.keys(consent).flatMap(
    (channel) => unknownChannel(channel, known, childPointer('/consent', channel)) ?? [],
  )
}
