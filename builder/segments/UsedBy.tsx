import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import boxes from '../customers/customers.module.css'
import { useUses } from './use-uses.ts'

/** Who goes by a segment, before it is changed under them. */
export function UsedBy({ segment }: { segment: string }) {
  const { t } = useTranslation()
  const uses = useUses(segment)
  if (uses.length === 0) return null
  return (
    <p className={boxes['soft']}>
      {t('segments.usedBy')}{' '}
      {uses.map(({ name, to }, at) => (
        <Fragment key={to ?? name}>
          {at > 0 && ', '}
          {to === null ? (
            name
          ) : (
            <Link className={boxes['link']} to={to}>
              {name}
            </Link>
          )}
        </Fragment>
      ))}
      <br />
      {t('segments.atOnce')}
    </p>
  )
}
