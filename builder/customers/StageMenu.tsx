import { Menu, UnstyledButton } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { STAGES } from '../../engine/core/model/condition.ts'
import type { CustomerDetail } from '../api/types.ts'
import { tell, tellError, tellUndoable } from '../app/toasts.ts'
import { dayOnly } from '../words/time.ts'
import classes from './customers.module.css'
import { StageTag } from './StageTag.tsx'
import { useSetStage } from './use-actions.ts'

/** The customer's stage, since when, and the way to another one. */
export function StageMenu({ customer: { id, stage, stageAt } }: { customer: CustomerDetail }) {
  const { t } = useTranslation()
  const set = useSetStage(id)
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes['stageButton'] ?? ''} aria-label={t('customers.changeStage')}>
          {stage === null ? t('common.stage.none') : <StageTag stage={stage} />}
          {stageAt != null && <small>{t('customers.stageSince', { date: dayOnly(stageAt, 'UTC') })}</small>}
          <IconChevronDown size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('customers.moveTo')}</Menu.Label>
        {STAGES.filter((other) => other !== stage).map((other) => (
          <Menu.Item
            key={other}
            onClick={() =>
              set.mutate(other, {
                onSuccess: () => {
                  const message = t('customers.item.stage', { stage: t(`common.stage.${other}`) })
                  if (stage === null) tell(message)
                  else tellUndoable(message, () => set.mutateAsync(stage))
                },
                onError: tellError,
              })
            }
          >
            <StageTag stage={other} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
