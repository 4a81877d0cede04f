import { useTranslation } from 'react-i18next'
import type { Journey } from '../../engine/core/model/journey.ts'
import { type Assumptions, givenShares } from '../../engine/core/simulate/index.ts'
import { pathLabel, useRegistry } from '../api/registry.tsx'
import { stepName } from '../travel/moment-words.ts'
import { percent } from '../words/time.ts'
import { Percent } from './guess-fields.tsx'
import { type OwnStep, sharesInWords, withShare } from './own-steps.ts'
import classes from './simulate.module.css'

interface Props {
  journey: Journey
  steps: readonly OwnStep[]
  ways: Assumptions['ways']
  onWays: (ways: Assumptions['ways']) => void
}

/** What share of customers takes each way out of the steps whose code is on the server alone. */
export function OwnSteps({ journey, steps, ways, onWays }: Props) {
  const { t } = useTranslation()
  const registry = useRegistry()
  return (
    <section className={classes['guesses']} aria-label={t('simulate.own.title')}>
      <h3>{t('simulate.own.title')}</h3>
      <p className={classes['hint']}>{t('simulate.own.lead')}</p>
      {steps.map((own) => {
        const { step, paths } = own
        const name = stepName(step.id, { journey, registry, t })
        const shares = givenShares(paths, ways[own.key])
        const total = shares.reduce((sum, { share }) => sum + share, 0)
        return (
          <div key={own.key} className={classes['message']}>
            <div className={classes['deedName']}>{name}</div>
            {paths.length > 1 &&
              shares.map(({ path, share }) => {
                const label = pathLabel(step.type, path, registry)
                return (
                  <label key={path} className={classes['mini']}>
                    <span>{label}</span>
                    <Percent
                      label={t('simulate.own.share', { step: name, path: label })}
                      value={share}
                      onChange={(next) => onWays(withShare(own, path, next, ways))}
                    />
                  </label>
                )
              })}
            {paths.length <= 1 && (
              <p className={classes['hint']}>{t(`simulate.own.${paths.length === 1 ? 'straight' : 'ends'}`)}</p>
            )}
            {paths.length > 1 && Math.abs(total - 1) > ROUNDING && (
              <p className={classes['hint']} role="status">
                {t('simulate.own.proportion', {
                  total: percent(total),
                  list: sharesInWords(own, ways, registry),
                })}
              </p>
            )}
            {own.waits && <p className={classes['hint']}>{t('simulate.own.waits')}</p>}
          </div>
        )
      })}
    </section>
  )
}

/** Three times 33.3 per cent is everybody. */
const ROUNDING = 0.005
