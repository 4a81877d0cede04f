import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './app.module.css'

/** The title of a screen, also that of the browser's tab. */
export function PageHeading({ title, lead, children }: { title: string; lead?: string; children?: ReactNode }) {
  useDocumentTitle(title)
  return (
    <div className={classes['heading']}>
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p className={classes['lead']}>{lead}</p>}
      </div>
      {children}
    </div>
  )
}

export function useDocumentTitle(title: string): void {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · ${t('common.product')}`
  }, [title, t])
}
