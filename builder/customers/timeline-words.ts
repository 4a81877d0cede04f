import type { TFunction } from 'i18next'
import type { Names } from '../api/names.ts'
import type { TimelineItem } from '../api/types.ts'
import { statusInWords } from '../messages/status.ts'
import type { Say } from '../problems/say.ts'
import { outcomeInWords, valueInWords } from '../words/condition.ts'
import { number } from '../words/time.ts'
import { parkedInWords, reasonInWords, refusalInWords } from '../words/reason.ts'

/** The four kinds a timeline can be narrowed to. */
export type TimelineKind = 'event' | 'interaction' | 'visit' | 'change'

export function kindOf({ kind }: TimelineItem): TimelineKind {
  if (kind === 'event') return 'event'
  if (['interaction', 'outcome', 'answer', 'task', 'result'].includes(kind)) return 'interaction'
  return ['visit', 'end', 'parked', 'goal', 'holdout', 'refused', 'enter', 'remove', 'operator'].includes(kind)
    ? 'visit'
    : 'change'
}

/** What happened as a sentence. */
export function itemInWords(item: TimelineItem, names: Names, t: TFunction): string {
  const of = textsOf(item)
  const channel = t(`messages.channel.${of('channel')}`, { defaultValue: of('channel') })
  const journey = names.journey(of('journey'))
  switch (item.kind) {
    case 'event':
      return t('customers.item.event', { name: of('name') })
    case 'identify':
      return t('customers.item.identify')
    case 'consent':
      return t(item['allowed'] === false ? 'customers.item.consentWithdrawn' : 'customers.item.consentGiven', {
        channel,
        topic: names.topic(of('topic')),
      })
    case 'stage':
      return t('customers.item.stage', { stage: t(`common.stage.${of('to')}`) })
    case 'suppress':
      return t(item['lifted'] === true ? 'customers.item.lifted' : 'customers.item.suppress', { channel })
    case 'outcome':
      return t('customers.item.outcome', { outcome: outcomeInWords(of('outcome'), t) })
    case 'interaction':
      return t('customers.item.interaction', {
        channel,
        subject: of('subject') || names.step(of('journey'), of('step')),
      })
    case 'visit':
      return t('customers.item.visit', { step: names.step(of('journey'), of('step')) })
    case 'parked':
      return t('customers.item.parked', { step: names.step(of('journey'), of('step')) })
    case 'goal':
      return t('customers.item.goal', { goal: names.goal(of('journey'), of('goal')) })
    case 'answer':
      return t('customers.item.answer', { value: of('value') })
    case 'operator':
      return t('customers.item.operator', {
        command: t(`customers.command.${of('command')}`, { defaultValue: of('command') }),
      })
    case 'result':
      return t('customers.item.result', {
        status: statusInWords(of('status'), of('channel'), t),
      })
    case 'end':
      return t('customers.item.left', { journey })
    case 'task':
    case 'holdout':
    case 'refused':
    case 'enter':
    case 'remove':
      return t(`customers.item.${item.kind}`, { journey })
    default:
      return item.kind
  }
}

/** What else is worth knowing about it, on a second line. */
export function itemDetail(item: TimelineItem, names: Names, t: TFunction, say: Say): string {
  const of = textsOf(item)
  const journey = names.journey(of('journey'))
  switch (item.kind) {
    case 'interaction': {
      const reason = of('reason')
      const status = statusInWords(of('status'), of('channel'), t)
      return joined(status, reason === '' ? '' : reasonInWords(reason, t), journey)
    }
    case 'visit': {
      const path = of('path')
      // "Then" of a step with one way on says nothing.
      const left = path === '' || path === 'next' ? '' : names.path(of('journey'), of('step'), path)
      return joined(journey, left === '' ? '' : t('customers.item.visitLeft', { path: left }))
    }
    case 'parked':
      return joined(journey, parkedInWords({ code: of('code'), detail: of('detail') }, t, say))
    case 'refused':
      return refusalInWords(of('reason'), t)
    case 'end':
      return of('reason') === '' ? '' : names.end(of('journey'), { status: of('status'), reason: of('reason') })
    case 'goal':
      return typeof item['value'] === 'number'
        ? joined(journey, t('travel.worth', { value: number(item['value']) }))
        : journey
    case 'result':
      return of('reason')
    default:
      return factsOf(item, t)
  }
}

function factsOf(item: TimelineItem, t: TFunction): string {
  const facts = item['properties'] ?? item['traits']
  if (facts === null || typeof facts !== 'object' || Array.isArray(facts)) return ''
  return joined(
    ...Object.entries(facts)
      .slice(0, 6)
      .map(([key, value]) =>
        t('customers.fact', { key, value: typeof value === 'string' ? value : valueInWords(value, t) }),
      ),
  )
}

const joined = (...parts: string[]): string => parts.filter((part) => part !== '').join(' · ')

const textsOf =
  (item: TimelineItem) =>
  (key: string): string => {
    const value = item[key]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
