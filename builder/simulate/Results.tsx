import { Table } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import {
  goalsOf,
  messagesByStep,
  messagesPerDay,
  refusedOf,
  type StepMessages,
} from '../../engine/core/simulate/index.ts'
import { useRegistry } from '../api/registry.tsx'
import { useNamesOf } from '../api/word-names.ts'
import { notSentInWords, stepName } from '../travel/moment-words.ts'
import { listOf } from '../words/list.ts'
import { goalInWords } from '../words/rule.ts'
import { dayOnly, number, percent } from '../words/time.ts'
import { AssumedWays } from './AssumedWays.tsx'
import { contactsOn } from './contacts.ts'
import classes from './simulate.module.css'
import { isAlike, sentBy, shareOf } from './figures.ts'
import type { Result } from './store.ts'

/** What came of a simulation: goals, what was sent and what not, and why. */
export function Results({ journey, result }: { journey: Journey; result: Result }) {
  const { recording, took, request, figures, before } = result
  const { t } = useTranslation()
  const registry = useRegistry()
  const names = useNamesOf(journey.steps)
  const goals = useMemo(() => goalsOf(recording, journey), [recording, journey])
  const steps = useMemo(
    () => messagesByStep(recording).filter(({ step }) => step.startsWith(`${journey.id}/`)),
    [recording, journey],
  )
  const days = useMemo(() => messagesPerDay(recording), [recording])
  const refused = useMemo(
    () => Object.entries(refusedOf(recording, journey)).sort(([, a], [, b]) => b - a),
    [recording, journey],
  )
  const total = recording.customers.length
  const spanDays = Math.round((request.until - request.start) / 86_400_000)
  return (
    <div className={classes['results']}>
      <p className={classes['hint']}>
        {t('simulate.took', { count: total, days: number(spanDays), seconds: number(Math.round(took / 100) / 10) })}
      </p>
      {before !== null && (
        <p className={classes['hint']}>{t(isAlike(figures, before) ? 'simulate.sameAsBefore' : 'simulate.compared')}</p>
      )}
      {goals.length > 0 && (
        <section aria-label={t('simulate.goals')}>
          <h2>{t('simulate.goals')}</h2>
          {goals.map(({ goal, reached, value }) => (
            <div key={goal} className={classes['goal']}>
              <b>{goalInWords(goal, [journey], t, names)}</b>
              <div className={classes['meter']} aria-hidden>
                <span style={{ width: `${total === 0 ? 0 : (reached / total) * 100}%` }} />
              </div>
              <span>
                {t('simulate.goalFigure', { count: reached, total, share: percent(total === 0 ? 0 : reached / total) })}
                {value > 0 && ` · ${t('simulate.goalValue', { value })}`}
                <Before now={shareOf(figures, goal)} before={before ? shareOf(before, goal) : undefined} as={percent} />
              </span>
            </div>
          ))}
        </section>
      )}
      <section aria-label={t('simulate.messages')}>
        <h2>{t('messages.title')}</h2>
        {steps.length === 0 && <p className={classes['hint']}>{t('simulate.noMessages')}</p>}
        {steps.map((sum) => (
          <MessageSum
            key={sum.step}
            sum={sum}
            before={before?.people === total ? before.sent[sum.step] : undefined}
            name={stepName(sum.step.slice(journey.id.length + 1), { journey, registry, t })}
          />
        ))}
      </section>
      <AssumedWays journey={journey} ways={request.assumptions.ways} />
      {refused.length > 0 && (
        <section aria-label={t('simulate.refused')}>
          <h2>{t('simulate.refused')}</h2>
          <ul className={classes['refused']}>
            {refused.map(([reason, count]) => (
              <li key={reason}>
                {t(`travel.refusal.${reason}`, { defaultValue: reason })} <b>{number(count)}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      <details className={classes['details']}>
        <summary>{t('simulate.table')}</summary>
        <Table verticalSpacing={4} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('simulate.date')}</Table.Th>
              <Table.Th ta="right">{t('simulate.sent')}</Table.Th>
              <Table.Th ta="right">{t('simulate.notSent')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {days.map((day) => (
              <Table.Tr key={day.at}>
                <Table.Td>{dayOnly(day.at, 'UTC')}</Table.Td>
                <Table.Td ta="right">{number(contactsOn(day))}</Table.Td>
                <Table.Td ta="right">{number(day.notSent)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </div>
  )
}

/** A figure of the run before, where it was another one. */
function Before({
  now = 0,
  before,
  as,
}: {
  now: number | undefined
  before: number | undefined
  as: (figure: number) => string
}) {
  const { t } = useTranslation()
  return before === undefined || as(before) === as(now) ? null : <> {t('simulate.before', { figure: as(before) })}</>
}

function MessageSum({ sum, name, before }: { sum: StepMessages; name: string; before: number | undefined }) {
  const { t } = useTranslation()
  const { statuses, opened, clicked } = sum
  const sent = sentBy(sum)
  const all = Object.values(statuses).reduce((total, each) => total + each, 0)
  const notSent = all - sent - (statuses['planned'] ?? 0)
  const readOf = (what: 'opened' | 'clicked', share: number): string => `${t(`simulate.${what}`)} ${percent(share)}`
  return (
    <div className={classes['messageSum']}>
      <div className={classes['messageHead']}>
        <b>{name}</b>
        <span>
          {number(sent)} {t(sum.isContact ? 'simulate.sent' : 'simulate.done')}
          <Before now={sent} before={before} as={number} />
        </span>
      </div>
      <div className={classes['meter']} data-kind="sent" aria-hidden>
        <span style={{ width: `${all === 0 ? 0 : (sent / all) * 100}%` }} />
      </div>
      <small>
        {[
          ...(sum.isContact
            ? [readOf('opened', opened / Math.max(1, sent)), readOf('clicked', clicked / Math.max(1, sent))]
            : []),
          ...(notSent > 0 ? [t('simulate.notSentWhy', { count: notSent, reasons: reasonsOf(sum, t) })] : []),
        ].join(' · ')}
      </small>
    </div>
  )
}

const reasonsOf = ({ reasons }: StepMessages, t: TFunction): string =>
  listOf(
    Object.entries(reasons)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => t('simulate.reasonCount', { reason: notSentInWords({ reason }, t), count })),
    'unit',
  )
