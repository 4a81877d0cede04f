import type { TFunction } from 'i18next'
import type { TimelineItem } from '../api/types.ts'

/** The four kinds a timeline can be narrowed to. */
export type TimelineKind = 'event' | 'interaction' | 'visit' | 'change'

export function kindOf({ kind }: TimelineItem): TimelineKind {
  if (kind === 'event') return 'event'
  if (['interaction', 'outcome', 'answer', 'task', 'result'].includes(kind)) return 'interaction'
  return ['visit', 'end', 'goal', 'holdout', 'refused', 'enter', 'remove', 'operator'].includes(kind)
    ? 'visit'
    : 'change'
}

/** What happened as a sentence. */
export function itemInWords(item: TimelineItem, t: TFunction): string {
  const of = (...keys: string[]): string => {
    const key = keys.find((key) => typeof item[key] === 'string' || typeof item[key] === 'number')
    return key === undefined ? '' : String(item[key])
  }
  const channel = t(`messages.channel.${of('channel')}`, { defaultValue: of('channel') })
  const journey = of('journey', 'journeyId')
  switch (item.kind) {
    case 'event':
      return t('customers.item.event', { name: of('name', 'event') })
    case 'identify':
      return t('customers.item.identify')
    case 'consent':
      return t(item['allowed'] === false ? 'customers.item.consentWithdrawn' : 'customers.item.consentGiven', {
        channel,
        topic: of('topic'),
      })
    case 'stage':
      return t('customers.item.stage', { stage: t(`common.stage.${of('to', 'stage')}`) })
    case 'suppress':
      return t('customers.item.suppress', { channel })
    case 'outcome':
      return t('customers.item.outcome', {
        outcome: t(`words.outcome.${of('outcome')}`, { defaultValue: of('outcome') }),
      })
    case 'interaction':
      return t('customers.item.interaction', { channel, subject: of('subject') || of('step') })
    case 'visit':
      return t('customers.item.visit', { step: of('step'), journey })
    case 'holdout':
      return t('customers.item.holdout', { journey })
    case 'goal':
      return t('customers.item.goal', { goal: of('goal'), journey })
    case 'answer':
      return t('customers.item.answer', { value: of('value') })
    case 'task':
      return t('customers.item.task')
    case 'operator':
      return t('customers.item.operator', { command: of('command') })
    case 'result':
      return t('customers.item.result', {
        status: t(`messages.status.${of('status')}`, { defaultValue: of('status') }),
      })
    case 'end':
      return of('reason') === ''
        ? t('customers.item.left', { journey })
        : t('customers.item.leftBecause', { journey, reason: of('reason') })
    case 'refused':
      return t('customers.item.refused', { journey, reason: of('reason') })
    case 'points':
      return t('customers.item.points', { amount: of('amount'), reason: of('reason') })
    case 'enter':
    case 'remove':
      return t(`customers.item.${item.kind}`, { journey })
    default:
      return t('customers.item.other', { kind: item.kind })
  }
}

/** What else is worth knowing about it, on a second line. */
export function itemDetail(item: TimelineItem, t: TFunction): string {
  if (item.kind === 'interaction') {
    const status = typeof item['status'] === 'string' ? t(`messages.status.${item['status']}`) : ''
    const reason = typeof item['reason'] === 'string' ? item['reason'] : ''
    return [status, reason].filter((part) => part !== '').join(' · ')
  }
  if (item.kind === 'visit' && typeof item['path'] === 'string') {
    return t('customers.item.visitLeft', { step: String(item['step']), path: item['path'] })
  }
  const details = item['properties'] ?? item['traits']
  if (details === null || typeof details !== 'object' || Array.isArray(details)) return ''
  return Object.entries(details)
    .slice(0, 6)
    .map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' · ')
}
