import { Button } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconEraser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { tell, tellError } from '../app/toasts.ts'
import { useErase } from './use-actions.ts'

/** The way to be rid of a customer for good, for those who ask to be forgotten. */
export function EraseCustomer({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const erase = useErase(id)
  const ask = (): void =>
    void modals.openConfirmModal({
      title: t('customers.erase.title', { name }),
      children: t('customers.erase.lead'),
      labels: { confirm: t('customers.erase.confirm'), cancel: t('common.cancel') },
      confirmProps: { color: 'red.8' },
      closeButtonProps: { 'aria-label': t('common.close') },
      onConfirm: () =>
        erase.mutate(undefined, {
          onSuccess: () => {
            tell(t('customers.erase.done', { name }))
            void navigate('/customers', { replace: true })
          },
          onError: tellError,
        }),
    })
  return (
    <Button
      variant="subtle"
      color="red"
      size="compact-md"
      style={{ justifySelf: 'start' }}
      leftSection={<IconEraser size={16} aria-hidden />}
      loading={erase.isPending}
      onClick={ask}
    >
      {t('customers.erase.button')}
    </Button>
  )
}
