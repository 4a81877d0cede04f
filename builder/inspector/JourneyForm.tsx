import { ActionIcon, NumberInput, TagsInput, Textarea } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { changeSettings } from '../document/commands/index.ts'
import type { JourneySettings } from '../document/document.ts'
import { useEditing, useEditor } from '../editor/context.ts'
import { QuietHours } from '../settings/QuietHours.tsx'
import { ZoneField } from './fields.tsx'
import classes from './inspector.module.css'
import { Exits, Goals } from './Rules.tsx'

/** What the journey says beside its steps: zone, goals, reasons to leave, comparison group. */
export function JourneyForm() {
  const { t } = useTranslation()
  const { editor, ui } = useEditing()
  const settings = useEditor((state) => state.document.settings)
  const set = (change: { [K in keyof JourneySettings]?: JourneySettings[K] | undefined }): void =>
    void editor.run(changeSettings(change))
  const {
    description = '',
    tags = [],
    timeZone,
    quietHours = null,
    priority,
    holdout,
    goals = [],
    exits = [],
  } = settings
  return (
    <div className={classes['body']}>
      <div className={classes['head']}>
        <div className={classes['headText']}>
          <h2>{t('inspector.settings.title')}</h2>
        </div>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('common.close')}
          onClick={() => ui.setState({ isSettingsOpen: false })}
        >
          <IconX size={18} />
        </ActionIcon>
      </div>
      <Textarea
        label={t('inspector.settings.description')}
        autosize
        minRows={2}
        value={description}
        onChange={(event) => set({ description: event.currentTarget.value || undefined })}
      />
      <TagsInput
        label={t('inspector.settings.tags')}
        value={tags}
        onChange={(next) => set({ tags: next.length === 0 ? undefined : next })}
      />
      <ZoneField
        label={t('inspector.settings.timeZone')}
        description={t('inspector.settings.timeZoneHint')}
        value={timeZone}
        onChange={(next) => set({ timeZone: next })}
      />
      <QuietHours
        value={quietHours}
        hint={t('inspector.settings.quietHint')}
        onChange={(next) => set({ quietHours: next ?? undefined })}
      />
      <NumberInput
        label={t('inspector.settings.priority')}
        description={t('inspector.settings.priorityHint')}
        value={priority ?? ''}
        onChange={(next) => set({ priority: next === '' ? undefined : Number(next) })}
      />
      <NumberInput
        label={t('inspector.settings.holdout')}
        description={t('inspector.settings.holdoutHint')}
        min={0}
        max={100}
        value={holdout?.percent ?? ''}
        onChange={(next) => set({ holdout: next === '' ? undefined : { percent: Number(next) } })}
      />
      <Goals goals={goals} onChange={(next) => set({ goals: next.length === 0 ? undefined : next })} />
      <Exits exits={exits} onChange={(next) => set({ exits: next.length === 0 ? undefined : next })} />
    </div>
  )
}
