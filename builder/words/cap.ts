import type { TFunction } from 'i18next'
import type { WorkspaceCap } from '../../engine/core/model/workspace.ts'
import { channelInWords } from './condition.ts'
import { durationInWords } from './duration.ts'

/** A cap of the workspace without its end: "At most 3 messages by SMS per customer in 7 days". */
export function capInWords(
  { max, per, channel, topic }: WorkspaceCap,
  t: TFunction,
  topicName: (id: string) => string,
): string {
  const of = channel === undefined ? (topic === undefined ? 'all' : 'topic') : topic === undefined ? 'channel' : 'both'
  return t(`words.cap.${of}`, {
    count: max,
    duration: durationInWords(per, t),
    channel: channelInWords(channel ?? '', t),
    topic: topicName(topic ?? ''),
  })
}
