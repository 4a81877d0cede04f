import { Button } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/client.ts'
import classes from './app.module.css'

/** What failed, that nothing was lost, and a way to try again. */
export function ErrorNote({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  const isOffline = error instanceof ApiError && error.status === 0
  const detail = error instanceof Error ? error.message : String(error)
  return (
    <div className={classes['empty']} role="alert">
      <span className={classes['emptyIcon']}>
        <IconCloudOff size={28} stroke={1.6} aria-hidden />
      </span>
      <h2>{t('common.error.title')}</h2>
      <p>
        {isOffline ? t('common.error.offline') : detail} {t('common.error.safe')}
      </p>
      {onRetry !== undefined && (
        <Button variant="light" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  )
}
