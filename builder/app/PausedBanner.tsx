import { useQuery } from '@tanstack/react-query'
import { IconPlayerPause } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { request } from '../api/client.ts'
import { dateTime } from '../words/time.ts'
import classes from './app.module.css'

/** Says on every screen that an operator has paused everything: nothing goes out then, whatever a journey's state says. */
export function PausedBanner() {
  const { t } = useTranslation()
  const { data } = useQuery({
    queryKey: ['ops', 'health'],
    queryFn: ({ signal }) => request<{ pause: { since: string; reason: string } | null }>('/ops/health', { signal }),
    refetchInterval: 15_000,
    retry: false,
  })
  if (data?.pause == null) return null
  const { since, reason } = data.pause
  return (
    <div className={classes['banner']} role="status">
      <IconPlayerPause size={17} aria-hidden />
      <span>{t('common.paused', { since: dateTime(since), reason })}</span>
    </div>
  )
}
