import { useTranslation } from 'react-i18next'
import type { EnrollmentStatus } from '../../engine/core/model/enrollment.ts'
import classes from '../journeys/journeys.module.css'

/** Where a passage through a journey stands, in the shape of a journey's own state. */
export function EnrollmentBadge({ status }: { status: EnrollmentStatus }) {
  const { t } = useTranslation()
  const like = status === 'active' ? 'live' : status === 'parked' || status === 'failed' ? 'paused' : 'draft'
  return (
    <span className={classes['status']} data-status={like}>
      {t(`customers.enrollmentStatus.${status}`)}
    </span>
  )
}
