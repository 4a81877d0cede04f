import { Tooltip, UnstyledButton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconAddressBook, IconMail, IconRoute, IconSettings, IconUsersGroup } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { NavLink, Outlet, useMatch } from 'react-router'
import { RegistryProvider } from '../api/registry.tsx'
import { Logo } from '../theme/Logo.tsx'
import classes from './app.module.css'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { PausedBanner } from './PausedBanner.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'

const SCREENS = [
  { name: 'journeys', Icon: IconRoute },
  { name: 'customers', Icon: IconAddressBook },
  { name: 'messages', Icon: IconMail },
  { name: 'segments', Icon: IconUsersGroup },
  { name: 'settings', Icon: IconSettings },
] as const

/** The frame of all screens: where one can go on the left, the screen itself on the right. */
export function Shell() {
  const { t } = useTranslation()
  // A canvas needs the room: beside a journey only the icons stay.
  const isOnJourney = useMatch('/journeys/:id/*') !== null
  const isSmall = useMediaQuery('(max-width: 1024px)') ?? false
  const isNarrow = isOnJourney || isSmall
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#main">
        {t('common.skip')}
      </a>
      <nav className={classes['nav']} data-narrow={isNarrow || undefined} aria-label={t('common.nav.label')}>
        <div className={classes['brand']}>
          <Logo size={30} />
          {!isNarrow && <span>{t('common.product')}</span>}
        </div>
        <div className={classes['links']}>
          {SCREENS.map(({ name, Icon }) => (
            <Tooltip
              key={name}
              label={t(`common.nav.${name}`)}
              position="right"
              disabled={!isNarrow}
              events={{ hover: true, focus: true, touch: false }}
            >
              <UnstyledButton
                component={NavLink}
                to={`/${name}`}
                className={classes['link'] ?? ''}
                aria-label={t(`common.nav.${name}`)}
              >
                <Icon size={20} stroke={1.7} aria-hidden />
                {!isNarrow && <span>{t(`common.nav.${name}`)}</span>}
              </UnstyledButton>
            </Tooltip>
          ))}
        </div>
        <div className={classes['choices']}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </nav>
      <main id="main" className={classes['main']} tabIndex={-1}>
        <PausedBanner />
        <div className={classes['screen']}>
          <RegistryProvider>
            <Outlet />
          </RegistryProvider>
        </div>
        <div id="overlays" />
      </main>
    </div>
  )
}
