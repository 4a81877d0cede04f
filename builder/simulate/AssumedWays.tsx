import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { Assumptions } from '../../engine/core/simulate/index.ts'
import { useRegistry } from '../api/registry.tsx'
import { stepName } from '../travel/moment-words.ts'
import { sharesInWords, useOwnSteps } from './own-steps.ts'
import classes from './simulate.module.css'

/** Which ways were assumed in a simulation, beside what came of it. */
export function AssumedWays({ journey, ways }: { journey: Journey; ways: Assumptions['ways'] }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const steps = useOwnSteps(journey).filter(({ paths }) => paths.length > 1)
  if (steps.length === 0) return null
  return (
    <section aria-label={t('simulate.own.title')}>
      <h2>{t('simulate.own.title')}</h2>
      {steps.map((own) => (
        <div key={own.key} className={classes['messageSum']}>
          <b>{stepName(own.step.id, { journey, registry, t })}</b>
          <small>{t('simulate.own.assumed', { list: sharesInWords(own, ways, registry) })}</small>
        </div>
      ))}
    </section>
  )
}
