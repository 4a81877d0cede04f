import { IconAlertTriangleFilled, IconExclamationCircleFilled, IconUsers } from '@tabler/icons-react'
import { memo } from 'react'
import { textsOf, useRegistry } from '../api/registry.tsx'
import { useWordNames } from '../api/word-names.ts'
import { useTexts } from '../i18n/use-texts.ts'
import { StepIcon } from '../theme/StepIcon.tsx'
import { stageColor } from '../theme/stages.ts'
import { stepInWords } from '../words/step.ts'
import { number, shortNumber } from '../words/time.ts'
import classes from './canvas.module.css'
import { useCanvas, useStepCounts, useStepMark, useTone } from './context.ts'
import type { Card } from './drawing.ts'

/** What a person reads on a card: icon, name, one sentence, numbers, and whether something is wrong. */
export const CardBody = memo(function CardBody({ card: { step, lane } }: { card: Card }) {
  const t = useTexts()
  const registry = useRegistry()
  const { mode } = useCanvas()
  const type = registry.get(step.type)
  const typeName = textsOf(step.type, registry).name
  const summary = stepInWords(step, t, useWordNames())
  const tone = useTone(step.id)
  return (
    <div className={classes['card']} data-group={type?.group ?? 'custom'} data-mode={mode} data-tone={tone}>
      <StepIcon
        name={type?.icon ?? 'puzzle'}
        size={32}
        className={classes['icon']}
        style={{ color: stageColor(lane) }}
      />
      <div className={classes['name']}>{step.name ?? typeName}</div>
      <div className={classes['summary']} title={summary}>
        {summary}
      </div>
      {mode === 'view' && <Numbers step={step.id} />}
      <Badge step={step.id} />
    </div>
  )
})

function Numbers({ step }: { step: string }) {
  const t = useTexts()
  const counts = useStepCounts(step)
  if (counts === undefined) return null
  return (
    <span className={classes['numbers']}>
      <span title={t('canvas.arrived', { count: counts.arrived })}>
        <b>{number(counts.arrived)}</b> {t('canvas.arrivedShort')}
      </span>
      {counts.waiting > 0 && (
        <span className={classes['here']} title={t('canvas.here', { count: counts.waiting })}>
          <IconUsers size={13} stroke={2} aria-hidden />
          {shortNumber(counts.waiting)}
        </span>
      )}
    </span>
  )
}

function Badge({ step }: { step: string }) {
  const t = useTexts()
  const mark = useStepMark(step)
  if (mark === undefined) return null
  const Icon = mark.severity === 'error' ? IconExclamationCircleFilled : IconAlertTriangleFilled
  return (
    <span
      className={classes['badge']}
      data-severity={mark.severity}
      title={t('canvas.nodeProblems', { count: mark.count })}
    >
      <Icon size={16} aria-hidden />
    </span>
  )
}
