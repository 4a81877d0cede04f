import { Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KeyForm } from './KeyForm.tsx'

/** Over everything else, since nothing goes on without a key: what lies behind it stays as it is. */
export function SignInAgain() {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      centered
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      zIndex={1000}
      title={t('common.signIn.ended')}
    >
      <Text size="sm" c="var(--ink-soft)" mb="md">
        {t('common.signIn.endedLead')}
      </Text>
      <KeyForm />
    </Modal>
  )
}
