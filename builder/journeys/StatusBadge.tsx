import { useTranslation } from 'react-i18next'
import type { JourneyStatus } from '../api/types.ts'
import classes from './journeys.module.css'

export function StatusBadge({ status, version }: { status: JourneyStatus; version?: number | null }) {
  const { t } = useTranslation()
  return (
    <span className={classes['status']} data-status={status}>
      {t(`journeys.status.${status}`)}
      {version !== undefined && version !== null && ` ${t('journeys.version', { version })}`}
    </span>
  )
}
