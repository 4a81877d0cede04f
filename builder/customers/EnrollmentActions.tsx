import { ActionIcon, Menu } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDots, IconDoorExit, IconPlayerSkipForward, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { EnrollmentSummary } from '../api/types.ts'
import { tell, tellError } from '../app/toasts.ts'
import { type Command, useCommand } from './use-actions.ts'

/** What a colleague can do about somebody's passage: help on who is parked, and take out who should not go on. */
export function EnrollmentActions({
  customer,
  enrollment: { id, status },
  journey,
}: {
  customer: { id: string; name: string }
  enrollment: EnrollmentSummary
  journey: string
}) {
  const { t } = useTranslation()
  const command = useCommand(customer.id, id)
  if (status !== 'active' && status !== 'parked') return null
  const order = (what: Command): void =>
    command.mutate(what, {
      onSuccess: ({ status }) =>
        tell(t(status === 'parked' ? 'customers.act.again' : `customers.act.done.${what}`, { journey })),
      onError: tellError,
    })
  const ask = (): void =>
    void modals.openConfirmModal({
      title: t('customers.act.exitTitle', { name: customer.name, journey }),
      children: t('customers.act.exitLead'),
      labels: { confirm: t('customers.act.exit'), cancel: t('common.cancel') },
      confirmProps: { color: 'red.8' },
      closeButtonProps: { 'aria-label': t('common.close') },
      onConfirm: () => order('exit'),
    })
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          loading={command.isPending}
          aria-label={t('customers.act.menu', { journey })}
        >
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {status === 'parked' && (
          <>
            <Menu.Item leftSection={<IconRefresh size={16} aria-hidden />} onClick={() => order('retry')}>
              {t('customers.act.retry')}
            </Menu.Item>
            <Menu.Item leftSection={<IconPlayerSkipForward size={16} aria-hidden />} onClick={() => order('skip')}>
              {t('customers.act.skip')}
            </Menu.Item>
          </>
        )}
        <Menu.Item leftSection={<IconDoorExit size={16} aria-hidden />} onClick={ask}>
          {t('customers.act.exit')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
