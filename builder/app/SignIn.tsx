import { Button, PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/client.ts'
import { useSignIn } from '../api/hooks.ts'
import { Logo } from '../theme/Logo.tsx'
import classes from './app.module.css'

export function SignIn() {
  const { t } = useTranslation()
  const [key, setKey] = useState('')
  const { mutate, error, isPending } = useSignIn()
  const isRefused = error instanceof ApiError && error.status !== 0
  return (
    <main className={classes['gate']}>
      <form
        className={classes['gateCard']}
        onSubmit={(event) => {
          event.preventDefault()
          mutate(key.trim())
        }}
      >
        <Logo size={44} />
        <div>
          <h1>{t('common.signIn.title')}</h1>
          <p className={classes['lead']}>{t('common.signIn.lead')}</p>
        </div>
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
        <p className={classes['soft']}>{t('common.signIn.hint')}</p>
      </form>
    </main>
  )
}
