import { Button, Group, Input, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../api/hooks.ts'
import type { WorkspaceSettings } from '../api/types.ts'
import { ErrorNote } from '../app/ErrorNote.tsx'
import { LoadingRows } from '../app/Loading.tsx'
import { timeZones } from '../words/zones.ts'
import { QuietHours } from './QuietHours.tsx'
import { Section } from './Section.tsx'
import { type Tier, Tiers } from './Tiers.tsx'
import { usePart } from './use-part.ts'

/** What holds for every journey that says nothing else: the zone, and when nothing is sent. */
export function WorkspaceForm() {
  const { data, error, refetch } = useWorkspace()
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <LoadingRows rows={3} />
  return <Form saved={data} />
}

/** What this form is about; caps and topics have forms of their own. */
type Part = Pick<WorkspaceSettings, 'timeZone' | 'quietHours'> & { tiers: Tier[] }
const partOf = ({ timeZone, quietHours, tiers = [] }: WorkspaceSettings): Part => ({ timeZone, quietHours, tiers })

function Form({ saved }: { saved: WorkspaceSettings }) {
  const { t } = useTranslation()
  const { part: settings, setPart: setSettings, ...editing } = usePart(partOf(saved), (part) => part)
  return (
    <Section title={t('settings.workspace')}>
      <Select
        label={t('settings.timeZone')}
        description={t('settings.timeZoneHint')}
        searchable
        data={timeZones()}
        value={settings.timeZone}
        onChange={(timeZone) => timeZone !== null && setSettings({ ...settings, timeZone })}
      />
      <QuietHours
        value={settings.quietHours}
        hint={t('settings.quietHint')}
        onChange={(quietHours) => setSettings({ ...settings, quietHours })}
      />
      <Input.Wrapper label={t('settings.tiers')} description={t('settings.tiersHint')} labelElement="div">
        <div style={{ marginTop: 8 }}>
          <Tiers tiers={settings.tiers} onChange={(tiers) => setSettings({ ...settings, tiers })} />
        </div>
      </Input.Wrapper>
      <Group>
        <Button disabled={!editing.isChanged} loading={editing.isSaving} onClick={editing.save}>
          {t('common.save')}
        </Button>
      </Group>
    </Section>
  )
}
