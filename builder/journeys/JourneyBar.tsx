import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { JourneyStatus } from '../api/types.ts'
import classes from './bar.module.css'
import { StatusBadge } from './StatusBadge.tsx'

const TABS = { build: '/build', simulate: '/simulate', live: '', results: '/results' } as const
type Tab = keyof typeof TABS

interface Props {
  id: string
  /** The journey's name, or an editor for it. */
  name: ReactNode
  status: JourneyStatus
  version: number | null
  tab: Tab | 'publish'
  children?: ReactNode
}

/** The bar over a journey: back, its name and state, its views, and what the view adds. */
export function JourneyBar({ id, name, status, version, tab, children }: Props) {
  const { t } = useTranslation()
  return (
    <header className={classes['bar']}>
      <Tooltip label={t('journeys.title')}>
        <ActionIcon
          component={Link}
          to="/journeys"
          variant="subtle"
          color="gray"
          size={34}
          aria-label={t('journeys.title')}
        >
          <IconChevronLeft size={20} />
        </ActionIcon>
      </Tooltip>
      {typeof name === 'string' ? <h1 className={classes['name']}>{name}</h1> : name}
      <StatusBadge status={status} version={version} />
      <nav className={classes['tabs']} aria-label={t('journeys.views')}>
        {(Object.keys(TABS) as Tab[]).map((name) => (
          <Link key={name} to={`/journeys/${id}${TABS[name]}`} aria-current={tab === name ? 'page' : undefined}>
            {t(`journeys.tabs.${name}`)}
          </Link>
        ))}
      </nav>
      <div className={classes['rest']}>{children}</div>
    </header>
  )
}
