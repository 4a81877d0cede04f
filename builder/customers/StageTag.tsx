import { useTranslation } from 'react-i18next'
import type { Stage } from '../../engine/core/model/condition.ts'
import { STAGE_PATTERN, stageColor } from '../theme/stages.ts'
import classes from './customers.module.css'

export function StageTag({ stage }: { stage: Stage }) {
  const { t } = useTranslation()
  return (
    <span className={classes['stage']}>
      <span style={{ color: stageColor(stage), background: STAGE_PATTERN[stage] }} aria-hidden />
      {t(`common.stage.${stage}`)}
    </span>
  )
}
