import type { TFunction } from 'i18next'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Step } from '../../engine/core/model/journey.ts'
import type { TopicalStep } from '../api/sends.ts'
import boxes from '../customers/customers.module.css'
import { durationInWords } from '../words/duration.ts'
import { listOf } from '../words/list.ts'
import { number } from '../words/time.ts'

/** Which journeys write about a topic, and by what limits of their own. */
export function Uses({ uses }: { uses: readonly TopicalStep[] }) {
  const { t } = useTranslation()
  const journeys = [...new Map(uses.map(({ journey }) => [journey.id, journey.name]))]
  if (journeys.length === 0) return <p className={boxes['soft']}>{t('settings.topics.unused')}</p>
  return (
    <p className={boxes['soft']}>
      {t('settings.topics.usedBy')}{' '}
      {journeys.map(([id, name], at) => (
        <Fragment key={id}>
          {at > 0 && ', '}
          <Link className={boxes['link']} to={`/journeys/${id}`}>
            {name}
          </Link>
        </Fragment>
      ))}
      {' · '}
      {listOf([...new Set(uses.map(({ step }) => limitOf(step, t)))])}
    </p>
  )
}

function limitOf({ config }: Step, t: TFunction): string {
  const { max, per } = (config['cap'] ?? {}) as { max?: number; per?: string }
  if (max === undefined || per === undefined) return t('settings.topics.noLimit')
  return t('settings.topics.cap', { max: number(max), duration: durationInWords(per, t) })
}
