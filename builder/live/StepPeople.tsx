import { Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { request } from '../api/client.ts'
import type { CustomerInJourney, Page } from '../api/types.ts'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { More } from '../app/More.tsx'
import { nameOf } from '../customers/name.ts'
import { useSay } from '../problems/say.ts'
import { parkedInWords } from '../words/reason.ts'
import { dateTime, relativeTime } from '../words/time.ts'
import classes from './live.module.css'

/**
 * Who stands on a step right now, those who are parked there as well: the number on the card counts them.
 * @param query which passages are meant
 */
export function StepPeople({ journeyId, step, query }: { journeyId: string; step: string; query: string }) {
  const { t } = useTranslation()
  const say = useSay()
  const list = useInfiniteQuery({
    queryKey: ['journeys', journeyId, 'customers', step, query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        ...Object.fromEntries(new URLSearchParams(query)),
        step,
        limit: '50',
        ...(pageParam && { cursor: pageParam }),
      })
      return request<Page<CustomerInJourney>>(`/journeys/${encodeURIComponent(journeyId)}/customers?${asked}`, {
        signal,
      })
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const { data, error, refetch } = list
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <LoadingRows rows={4} />
  const people = data.pages.flatMap((page) => page.items)
  if (people.length === 0) return <Text c="var(--ink-soft)">{t('journeys.nobodyHere')}</Text>
  return (
    <>
      <Text c="var(--ink-soft)" size="sm">
        {t('journeys.peopleHere')}
      </Text>
      <ul className={classes['people']}>
        {people.map((person) => {
          const here = person.enrollments[0]
          return (
            <li key={person.id}>
              <Link className={classes['person'] ?? ''} to={`/customers/${encodeURIComponent(person.id)}`}>
                <b>{nameOf(person)}</b>
                <span title={dateTime(here?.arrivedAt)}>{relativeTime(here?.arrivedAt)}</span>
                <small data-wide>
                  {[
                    ...(nameOf(person) === person.id ? [] : [person.id]),
                    ...(here?.parked == null
                      ? []
                      : [
                          t('customers.parkedBecause', { reason: parkedInWords(here.parked, t, say) }),
                          t('customers.parkedHelp'),
                        ]),
                    ...(here?.waitsUntil == null
                      ? []
                      : [t('journeys.waitsUntil', { when: dateTime(here.waitsUntil) })]),
                  ].join(' · ')}
                </small>
              </Link>
            </li>
          )
        })}
      </ul>
      <More list={list} />
    </>
  )
}
