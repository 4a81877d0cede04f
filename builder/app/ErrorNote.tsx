import { Button } from '@mantine/core'
import { IconCloudOff, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ApiError, isAway } from '../api/client.ts'
import { MissingPart } from './part.ts'
import { useSay } from '../problems/say.ts'
import classes from './app.module.css'

interface Props {
  error: unknown
  onRetry?: () => void
  /** It is all there is on the screen, so its title is the screen's. */
  isScreen?: boolean
}

/** What failed, that nothing was lost, and a way to try again. */
export function ErrorNote({ error, onRetry, isScreen = false }: Props) {
  const { t } = useTranslation()
  const say = useSay()
  const Title = isScreen ? 'h1' : 'h2'
  const isGone = error instanceof ApiError && error.status === 404
  const isUpgraded = error instanceof MissingPart
  const detail = say(error instanceof Error ? error.message : String(error)).text
  const Icon = isUpgraded ? IconRefresh : IconCloudOff
  const why = isUpgraded ? t('common.error.upgraded.why') : isAway(error) ? t('common.error.offline') : detail
  return (
    <div className={classes['empty']} role="alert">
      <span className={classes['emptyIcon']}>
        <Icon size={28} stroke={1.6} aria-hidden />
      </span>
      <Title>{t(titleOf({ isGone, isUpgraded }))}</Title>
      <p>
        {why} {!isGone && !isUpgraded && t('common.error.safe')}
      </p>
      {onRetry !== undefined && !isGone && (
        <Button variant="light" onClick={onRetry}>
          {t(isUpgraded ? 'common.error.upgraded.open' : 'common.retry')}
        </Button>
      )}
    </div>
  )
}

function titleOf({ isGone, isUpgraded }: { isGone: boolean; isUpgraded: boolean }) {
  if (isUpgraded) return 'common.error.upgraded.title'
  return isGone ? 'common.notFound.title' : 'common.error.title'
}
