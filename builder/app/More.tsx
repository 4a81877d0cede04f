import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Props {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

/** Below a list that has another page. */
export function More({ list: { hasNextPage, isFetchingNextPage, fetchNextPage } }: Props) {
  const { t } = useTranslation()
  if (!hasNextPage) return null
  return (
    <Group justify="center" p="md">
      <Button variant="light" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
        {t('common.more')}
      </Button>
    </Group>
  )
}
