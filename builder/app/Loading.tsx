import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './app.module.css'

/** The outline of a list while it is on its way. */
export function LoadingRows({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation()
  return (
    <div className={classes['panel']} style={{ padding: 20 }} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={18} mb={18} radius="sm" width={`${92 - ((row * 17) % 40)}%`} />
      ))}
    </div>
  )
}
