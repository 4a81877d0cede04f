import { useTranslation } from 'react-i18next'
import type { SendStatus } from '../../engine/core/model/interaction.ts'
import classes from '../journeys/journeys.module.css'
import { statusInWords } from './status.ts'

const LIKE: Record<SendStatus, string> = {
  planned: 'draft',
  sending: 'draft',
  accepted: 'live',
  unknown: 'paused',
  failed: 'paused',
  suppressed: 'draft',
  cancelled: 'draft',
}

export function SendStatusBadge({ status, channel }: { status: SendStatus; channel: string }) {
  const { t } = useTranslation()
  return (
    <span className={classes['status']} data-status={LIKE[status]}>
      {statusInWords(status, channel, t)}
    </span>
  )
}
