import { Button, SegmentedControl, Stack, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSignOut } from '../api/hooks.ts'
import app from '../app/app.module.css'
import { PageHeading } from '../app/PageHeading.tsx'
import { changeLanguage, currentLanguage, LANGUAGES, type Language } from '../i18n/index.ts'
import { Caps } from './Caps.tsx'
import { Channels } from './Channels.tsx'
import { Keys } from './Keys.tsx'
import { Section } from './Section.tsx'
import { Topics } from './Topics.tsx'
import { WorkspaceForm } from './WorkspaceForm.tsx'

export function SettingsPage() {
  const { t } = useTranslation()
  const signOut = useSignOut()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className={app['page']} style={{ maxWidth: 820 }}>
      <PageHeading title={t('settings.title')} lead={t('settings.lead')} />
      <Stack gap="lg">
        <WorkspaceForm />
        <Caps />
        <Topics />
        <Channels />
        <Keys />
        <Section title={t('settings.appearance')}>
          <div>
            <SegmentedControl
              value={colorScheme}
              onChange={(value) => setColorScheme(value as 'light' | 'dark' | 'auto')}
              data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: t(`common.theme.${value}`) }))}
              aria-label={t('common.theme.label')}
            />
          </div>
          <div>
            <SegmentedControl
              value={currentLanguage()}
              onChange={(value) => void changeLanguage(value as Language)}
              data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
              aria-label={t('common.language')}
            />
          </div>
        </Section>
        <Section title={t('settings.session')}>
          <div>
            <Button variant="default" onClick={() => signOut.mutate()} loading={signOut.isPending}>
              {t('common.signOut')}
            </Button>
          </div>
        </Section>
      </Stack>
    </div>
  )
}
