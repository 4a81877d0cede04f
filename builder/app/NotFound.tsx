import { Button } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Empty } from './Empty.tsx'

export function NotFound() {
  const { t } = useTranslation()
  return (
    <Empty isScreen Icon={IconMapOff} title={t('common.notFound.title')} lead={t('common.notFound.lead')}>
      <Button component={Link} to="/journeys" variant="light">
        {t('common.notFound.home')}
      </Button>
    </Empty>
  )
}
