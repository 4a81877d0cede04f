import { useTranslation } from 'react-i18next'
import { Logo } from '../theme/Logo.tsx'
import classes from './app.module.css'
import { KeyForm } from './KeyForm.tsx'

export function SignIn() {
  const { t } = useTranslation()
  return (
    <main className={classes['gate']}>
      <div className={classes['gateCard']}>
        <Logo size={44} />
        <div>
          <h1>{t('common.signIn.title')}</h1>
          <p className={classes['lead']}>{t('common.signIn.lead')}</p>
        </div>
        <KeyForm />
        <p className={classes['soft']}>{t('common.signIn.hint')}</p>
      </div>
    </main>
  )
}
