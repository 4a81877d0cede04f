import { useTranslation } from 'react-i18next'
import type { SendStatus } from '../../engine/core/model/interaction.ts'
import classes from '../journeys/journeys.module.css'

const LIKE: Record<SendStatus, string> = {
  planned: 'draft',
  sending: 'draft',
  accepted: 'live',
  unknown: 'paused',
  failed: 'paused',
  suppressed: 'draft',
  cancelled: 'draft',
}

export function SendStatusBadge({ status }: { status: SendStatus }) {
  const { t } = useTranslation()
  return (
    <span className={classes['status']} data-status={LIKE[status]}>
      {t(`messages.status.${status}`)}
    </span>
  )
}
