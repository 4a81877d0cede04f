import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDeviceTablet } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { Empty } from './Empty.tsx'

/** What a phone is too narrow for: it says so, and where to go instead. */
export function WideOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const isSmall = useMediaQuery('(max-width: 700px)', undefined, { getInitialValueInEffect: false })
  const [isAnyway, setAnyway] = useState(false)
  if (!isSmall || isAnyway) return children
  return (
    <Empty isScreen Icon={IconDeviceTablet} title={t('common.wide.title')} lead={t('common.wide.lead')}>
      <Button component={Link} to={`/journeys/${id}`}>
        {t('common.wide.live')}
      </Button>
      <Button variant="subtle" onClick={() => setAnyway(true)}>
        {t('common.wide.anyway')}
      </Button>
    </Empty>
  )
}
