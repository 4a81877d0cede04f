import { ActionIcon } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useCustomer, useEnrollments } from '../api/hooks.ts'
import { useNames } from '../api/names.ts'
import type { CustomerDetail } from '../api/types.ts'
import app from '../app/app.module.css'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { useDocumentTitle } from '../app/PageHeading.tsx'
import { useSay } from '../problems/say.ts'
import { parkedInWords } from '../words/reason.ts'
import { relativeTime } from '../words/time.ts'
import { ownZone } from '../words/zones.ts'
import classes from './customers.module.css'
import { EnrollmentActions } from './EnrollmentActions.tsx'
import { EnrollmentBadge } from './EnrollmentBadge.tsx'
import { EraseCustomer } from './EraseCustomer.tsx'
import { factsOf } from './facts.ts'
import { nameOf } from './name.ts'
import { StageHistory } from './StageHistory.tsx'
import { StageMenu } from './StageMenu.tsx'
import { TimeTravel } from '../travel/TimeTravel.tsx'
import { Consent } from './Consent.tsx'
import { Timeline } from './Timeline.tsx'
import { WhyNot } from './WhyNot.tsx'

/** One customer: what is known, what they agreed to, where they are, and everything that happened. */
export function CustomerPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { data, error, refetch } = useCustomer(id)
  const name = data === undefined ? id : nameOf(data)
  useDocumentTitle(name)
  if (error !== null && data === undefined) return <ErrorNote isScreen error={error} onRetry={() => void refetch()} />
  return (
    <div className={app['page']} style={{ maxWidth: 1500 }}>
      <div className={app['heading']}>
        <div style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
          <ActionIcon
            component={Link}
            to="/customers"
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('customers.title')}
          >
            <IconChevronLeft size={20} />
          </ActionIcon>
          <div>
            <h1>{name}</h1>
            {name !== id && <p className={app['lead']}>{id}</p>}
          </div>
        </div>
        {data !== undefined && <StageMenu customer={data} />}
      </div>
      {data !== undefined && <TimeTravel customerId={id} timeZone={data.timeZone ?? null} />}
      <div className={classes['columns']}>
        <div className={classes['side']}>
          {data === undefined ? <LoadingRows rows={5} /> : <Facts customer={data} />}
          <StageHistory id={id} timeZone={data?.timeZone ?? ownZone()} />
          <Journeys id={id} name={name} />
          <WhyNot id={id} timeZone={data?.timeZone ?? ownZone()} />
          {data !== undefined && <EraseCustomer id={id} name={name} />}
        </div>
        <Timeline id={id} timeZone={data?.timeZone ?? ownZone()} />
      </div>
    </div>
  )
}

function Facts({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation()
  const facts = factsOf(customer, t)
  return (
    <>
      <section className={classes['box']}>
        <h2>{t('customers.traits')}</h2>
        {facts.length === 0 ? <p className={classes['soft']}>{t('customers.noTraits')}</p> : <List facts={facts} />}
      </section>
      <Consent customer={customer} />
    </>
  )
}

const List = ({ facts }: { facts: readonly (readonly [string, string])[] }) => (
  <dl className={classes['facts']}>
    {facts.map(([key, value]) => (
      <div key={key} style={{ display: 'contents' }}>
        <dt>{key}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

function Journeys({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const say = useSay()
  const { data } = useEnrollments(id)
  const names = useNames(useMemo(() => (data ?? []).map(({ journey }) => journey), [data]))
  return (
    <section className={classes['box']}>
      <h2>{t('customers.journeys')}</h2>
      {data?.length === 0 && <p className={classes['soft']}>{t('customers.noJourneys')}</p>}
      <ul className={classes['enrollments']}>
        {data?.map((enrollment) => (
          <li key={enrollment.id}>
            <Link to={`/journeys/${enrollment.journey}`}>{names.journey(enrollment.journey)}</Link>{' '}
            {t('journeys.version', { version: enrollment.version })}
            <div style={{ display: 'flex', gap: 8, marginTop: 3, alignItems: 'center' }}>
              <EnrollmentBadge status={enrollment.status} />
              <span className={classes['soft']}>
                {enrollment.step === null
                  ? relativeTime(enrollment.exit?.at ?? enrollment.enteredAt)
                  : t('customers.atStep', { step: names.step(enrollment.journey, enrollment.step) })}
              </span>
              <EnrollmentActions
                customer={{ id, name }}
                enrollment={enrollment}
                journey={names.journey(enrollment.journey)}
              />
            </div>
            {enrollment.parked != null && (
              <p className={classes['soft']}>
                {t('customers.parkedBecause', { reason: parkedInWords(enrollment.parked, t, say) })}
                <br />
                {t('customers.parkedHelp')}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
