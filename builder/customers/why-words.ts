import type { TFunction } from 'i18next'
import type { Condition } from '../../engine/core/model/condition.ts'
import type { Trigger } from '../../engine/core/model/journey.ts'
import type { Json } from '../../engine/core/model/json.ts'
import type { EnrollmentSummary, JourneyStatus } from '../api/types.ts'
import { fieldInWords, valueInWords } from '../words/condition.ts'
import type { WordNames } from '../words/names.ts'
import { dateTime } from '../words/time.ts'

/** One plain question of a condition, as the engine answered it. */
export interface Reason {
  pointer: string
  segments: string[]
  holds: boolean
  condition: Condition
  actual: Json
}

export interface WhyNotEntry {
  step: string
  trigger: Trigger
  because: string
  found: { lastAt: string | null; nextAt: string | null; value: Json }
  reasons: Reason[]
}

export interface WhyNotAnswer {
  status: JourneyStatus
  isInside: boolean
  passages: EnrollmentSummary[]
  refused: { at: string; reason: string }[]
  entries: WhyNotEntry[]
  mute: { step: string; channel: string; topic: string | null; reason: string }[]
}

interface Wording {
  t: TFunction
  names: WordNames
  timeZone: string
}

/** The first thing that keeps a customer out, as a sentence. A code nobody has words for is shown as it is. */
export function becauseInWords({ because, trigger, found }: WhyNotEntry, { t, names, timeZone }: Wording): string {
  return t(`whyNot.because.${because}`, {
    defaultValue: because,
    event: trigger.type === 'event' ? trigger.event : '',
    segment: 'segment' in trigger && trigger.segment !== undefined ? names.segment(trigger.segment) : '',
    stage: trigger.type === 'stage' ? t(`common.stage.${trigger.to}`) : '',
    field: trigger.type === 'date' ? fieldInWords(trigger.field, t) : '',
    last: dateTime(found.lastAt, timeZone),
    next: dateTime(found.nextAt, timeZone),
  })
}

/** What a question found; empty where the answer says it all. */
export function foundInWords({ condition, actual, holds }: Reason, { t, timeZone }: Wording): string {
  if ('field' in condition) return holds ? '' : t('whyNot.found', { value: valueInWords(actual ?? undefined, t) })
  if ('stage' in condition)
    return typeof actual === 'string' ? t('whyNot.found', { value: t(`common.stage.${actual}`) }) : ''
  if ('event' in condition) return timesInWords(actual, t, timeZone)
  if (('tag' in condition || 'consent' in condition) && Array.isArray(actual) && !holds && actual.length > 0)
    return t('whyNot.found', { value: valueInWords(actual, t) })
  return ''
}

function timesInWords(actual: Json, t: TFunction, timeZone: string): string {
  const { count = 0, lastAt = null } = (actual ?? {}) as { count?: number; lastAt?: string | null }
  return count === 0 ? t('whyNot.foundNever') : t('whyNot.foundTimes', { count, last: dateTime(lastAt, timeZone) })
}
