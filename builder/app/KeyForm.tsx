import { Button, PasswordInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/client.ts'
import { useSignIn } from '../api/hooks.ts'

/** The field for the admin key, and what the server says to it. */
export function KeyForm() {
  const { t } = useTranslation()
  const [key, setKey] = useState('')
  const { mutate, error, isPending } = useSignIn()
  const isRefused = error instanceof ApiError && error.status !== 0
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        mutate(key.trim())
      }}
    >
      <Stack gap="md">
        <PasswordInput
          label={t('common.signIn.key')}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          error={error === null ? null : t(isRefused ? 'common.signIn.refused' : 'common.error.offline')}
          autoComplete="current-password"
          size="md"
          data-autofocus
        />
        <Button type="submit" size="md" loading={isPending} disabled={key.trim() === ''}>
          {t('common.signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}
