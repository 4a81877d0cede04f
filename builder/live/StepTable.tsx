import { UnstyledButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Journey, Step } from '../../engine/core/model/journey.ts'
import { textsOf, useRegistry } from '../api/registry.tsx'
import { useNamesOf } from '../api/word-names.ts'
import { groupBy } from '../canvas/drawing.ts'
import { laneOf } from '../document/card.ts'
import { LANES, stageColor } from '../theme/stages.ts'
import { StepIcon } from '../theme/StepIcon.tsx'
import type { WordNames } from '../words/names.ts'
import { stepInWords } from '../words/step.ts'
import type { CountsStore } from './counts.ts'
import classes from './live.module.css'

interface Props {
  journey: Journey
  store: CountsStore
  onOpen: (step: string) => void
}

/** The journey as a list, stage by stage: what a small screen and a screen reader get instead of the drawing. */
export function StepTable({ journey, store, onOpen }: Props) {
  const { t } = useTranslation()
  const names = useNamesOf(journey.steps)
  const lanes = groupBy(journey.steps, laneOf)
  return (
    <div className={classes['list']}>
      {LANES.filter((lane) => lanes.has(lane)).map((lane) => (
        <section key={lane} aria-label={t(`common.stage.${lane}`)}>
          <h2 style={{ color: stageColor(lane) }}>{t(`common.stage.${lane}`)}</h2>
          <ul>
            {lanes.get(lane)?.map((step) => (
              <li key={step.id}>
                <Row step={step} names={names} store={store} onOpen={onOpen} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface RowProps extends Omit<Props, 'journey'> {
  step: Step
  names: WordNames
}

function Row({ step, names, store, onOpen }: RowProps) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const counts = useStore(store, (state) => state.counts?.steps[step.id])
  return (
    <UnstyledButton className={classes['row'] ?? ''} onClick={() => onOpen(step.id)}>
      <span className={classes['rowIcon']} style={{ color: stageColor(laneOf(step)) }}>
        <StepIcon name={registry.get(step.type)?.icon ?? 'puzzle'} />
      </span>
      <span className={classes['rowText']}>
        <b>{step.name ?? textsOf(step.type, registry).name}</b>
        <small>{stepInWords(step, t, names)}</small>
      </span>
      {counts !== undefined && (
        <span className={classes['rowCounts']}>
          <span>{t('journeys.arrived', { count: counts.arrived })}</span>
          {counts.waiting > 0 && <b>{t('journeys.here', { count: counts.waiting })}</b>}
        </span>
      )}
    </UnstyledButton>
  )
}
