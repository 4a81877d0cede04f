import type { TFunction } from 'i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { StepRegistry } from '../../engine/core/steps/index.ts'
import { pathLabel, textsOf } from '../api/registry.tsx'
import { statusInWords } from '../messages/status.ts'
import { asWritten, type Say } from '../problems/say.ts'
import { fieldInWords, outcomeInWords, valueInWords } from '../words/condition.ts'
import { listOf } from '../words/list.ts'
import { idsOnly, type WordNames } from '../words/names.ts'
import { parkedInWords, reasonInWords, refusalInWords } from '../words/reason.ts'
import { endInWords, goalInWords } from '../words/rule.ts'
import { stepInWords } from '../words/step.ts'
import { dateTime, number, percent } from '../words/time.ts'
import type { Moment, Passage, PassageMessage } from './passage.ts'

export interface Wording {
  journey: Journey
  registry: StepRegistry
  t: TFunction
  /** In which times are told; else in the browser's. */
  timeZone?: string | undefined
  /** What is called by a name elsewhere: segments, topics, settings. */
  names?: WordNames
  /** Sentences of the engine in the language of the page. */
  say?: Say
}

export function stepName(id: string, { journey, registry }: Wording): string {
  const step = journey.steps.find((step) => step.id === id)
  return step?.name ?? (step === undefined ? id : textsOf(step.type, registry).name)
}

/** What happened, as a sentence. */
export function momentInWords(moment: Moment, wording: Wording): string {
  const { t } = wording
  switch (moment.kind) {
    case 'entered':
      return t(moment.held ? 'travel.held' : 'travel.entered')
    case 'visit':
      return stepName(moment.visit.step, wording)
    case 'message': {
      const channel = t(`messages.channel.${moment.message.channel}`, { defaultValue: moment.message.channel })
      return t('travel.message', { channel, status: statusInWords(moment.message.status, moment.message.channel, t) })
    }
    case 'outcome':
      return t('travel.outcome', {
        outcome: outcomeInWords(moment.outcome, t),
        step: stepName(moment.message.step, wording),
      })
    case 'deed':
      return t('travel.deed', { name: moment.name })
    case 'change':
      return t(`travel.change.${moment.what}`, {
        value: moment.value === null ? '' : String(moment.value),
        defaultValue: moment.what,
      })
    case 'goal':
      return t('travel.goal', { goal: goalInWords(moment.goal, [wording.journey], t, wording.names) })
    case 'parked':
      return t('travel.parked.now')
    case 'end':
      return t(`travel.end.${moment.status}`, {
        reason: endReason(moment, wording),
        defaultValue: moment.status,
      })
  }
}

/** Why it happened, or what else is known about it; empty if nothing is. */
export function reasonOfMoment(moment: Moment, wording: Wording): string {
  const { t, journey, say = asWritten } = wording
  switch (moment.kind) {
    case 'visit': {
      const step = journey.steps.find(({ id }) => id === moment.visit.step)
      const left = moment.isParked ? t('travel.parked.here') : wayInWords(moment.visit, wording)
      const what =
        step === undefined
          ? ''
          : stepInWords(step, t, wording.names ?? { ...idsOnly, step: (id) => stepName(id, wording) })
      return left === '' ? what : what === '' ? left : `${what} → ${left}`
    }
    case 'message':
      return [moment.message.subject ?? '', notSentInWords(moment.message, t), heldInWords(moment.message, wording)]
        .filter((part) => part !== '')
        .join(' · ')
    case 'deed':
      return Object.entries(moment.properties)
        .slice(0, 5)
        .map(([key, value]) => `${key}: ${valueInWords(value, t)}`)
        .join(' · ')
    case 'goal':
      return moment.value === null ? '' : t('travel.worth', { value: number(moment.value) })
    case 'parked':
      return parkedInWords(moment.parked, t, say)
    case 'entered':
    case 'outcome':
    case 'change':
    case 'end':
      return ''
  }
}

/** Which way a step was left, and what that rested on. */
function wayInWords(visit: Passage['visits'][number], wording: Wording): string {
  const { t, journey, registry } = wording
  if (visit.path === null) return visit.leftAt === null ? t('travel.waiting') : t('travel.leftEarly')
  const type = journey.steps.find(({ id }) => id === visit.step)?.type ?? ''
  const label = pathLabel(type, visit.path, registry)
  const why = whyInWords(type, visit.why, t)
  // "Then" of a step with one way on says nothing.
  if (why === '' && visit.path === 'next') return ''
  return why === '' ? label : t('travel.because', { label, why })
}

/** What a decision rested on. */
export function whyInWords(type: string, why: Passage['visits'][number]['why'], t: TFunction): string {
  if (why === undefined || why === null) return ''
  const { draw, sent, past, refused, value, event, status, reason, assumed, started } = why
  if (type === 'split' && typeof draw === 'number') return t('travel.why.draw', { draw: percent(draw) })
  if (type === 'cap' && typeof sent === 'number') return t('travel.why.sent', { count: sent })
  if (past === true) return t('travel.why.past')
  if (typeof refused === 'string') return t('travel.why.refused', { reason: refusalInWords(refused, t) })
  if (assumed === true) return t('travel.why.assumed')
  if (typeof assumed === 'number') return t('travel.why.assumedShare', { share: percent(assumed) })
  if (type === 'survey' && status !== undefined)
    return t('travel.why.notAsked', { reason: reasonInWords(String(reason ?? status), t) })
  if (type === 'survey' && value !== undefined) return t('travel.why.answer', { value: String(value) })
  if (type === 'wait-for' && event !== undefined) return t('travel.why.event')
  if (started !== undefined) return t('travel.why.started')
  const seen = Object.entries(why).map(([field, value]) =>
    t('travel.why.value', { field: fieldInWords(field, t), value: valueInWords(value, t) }),
  )
  return listOf(seen)
}

/** Why a message did not go out, or not yet; empty for one that went. */
export const notSentInWords = ({ reason }: Pick<PassageMessage, 'reason'>, t: TFunction): string =>
  reason === null ? '' : reasonInWords(reason, t)

/** A message that went out later than it was due: hours and limits held it back. */
function heldInWords({ status, plannedAt, at, reason }: PassageMessage, { t, timeZone }: Wording): string {
  const isHeld = status === 'accepted' && reason === null && at - plannedAt > 60_000
  return isHeld ? t('travel.heldBack', { planned: dateTime(plannedAt, timeZone) }) : ''
}

function endReason({ status, reason }: Extract<Moment, { kind: 'end' }>, { journey, t, names }: Wording): string {
  return reason === null ? '' : t('travel.endReason', { reason: endInWords({ status, reason }, journey, t, names) })
}
