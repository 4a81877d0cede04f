import { useTranslation } from 'react-i18next'
import { type Stage, STAGES } from '../../engine/core/model/condition.ts'
import { STAGE_PATTERN, stageColor } from '../theme/stages.ts'
import { listOf } from '../words/list.ts'
import classes from './journeys.module.css'

/** Which of the six stages a journey touches, as six small fields in their order. */
export function Stages({ stages }: { stages: readonly Stage[] }) {
  const { t } = useTranslation()
  const names = STAGES.filter((stage) => stages.includes(stage)).map((stage) => t(`common.stage.${stage}`))
  const label = names.length === 0 ? t('common.none') : listOf(names)
  return (
    <span className={classes['stages']} role="img" aria-label={label} title={label}>
      {STAGES.map((stage) => (
        <span
          key={stage}
          data-on={stages.includes(stage) || undefined}
          style={{ color: stageColor(stage), ...(stages.includes(stage) ? { background: STAGE_PATTERN[stage] } : {}) }}
        />
      ))}
    </span>
  )
}
