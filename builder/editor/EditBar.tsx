import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconCircleCheckFilled,
  IconDots,
  IconExclamationCircleFilled,
  IconFileExport,
  IconFileImport,
  IconKeyboard,
  IconLayoutGrid,
  IconPhoto,
  IconRocket,
  IconSearch,
  IconSettings,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useStore } from 'zustand'
import type { JourneyDetail } from '../api/types.ts'
import type { Autosave } from '../drafts/autosave.ts'
import { changeSettings, tidyAll } from '../document/commands/index.ts'
import { toJourney } from '../document/document.ts'
import { saveJourneyFile } from '../journeys/files.ts'
import { JourneyBar } from '../journeys/JourneyBar.tsx'
import { useEditing, useEditor } from './context.ts'
import classes from './editor.module.css'
import { labelInWords } from './labels.ts'
import { SaveMark } from './SaveMark.tsx'

interface Props {
  detail: JourneyDetail
  autosave: Autosave
  onFind: () => void
  onImport: () => void
  onPicture: (kind: 'png' | 'svg') => void
}

/** The bar over the editor: name, state, undo and redo, problems, and what is seldom needed in a menu. */
export function EditBar({ detail, autosave, onFind, onImport, onPicture }: Props) {
  const { t } = useTranslation()
  const { editor, ui } = useEditing()
  const name = useEditor((state) => state.document.settings.name)
  return (
    <JourneyBar
      id={detail.id}
      name={
        <input
          className={classes['nameInput']}
          aria-label={t('editor.journeyName')}
          value={name}
          maxLength={200}
          onChange={(event) => editor.run(changeSettings({ name: event.currentTarget.value }))}
          onBlur={() => name.trim() === '' && editor.run(changeSettings({ name: t('journeys.untitled') }))}
        />
      }
      status={detail.state?.status ?? 'draft'}
      version={detail.state?.liveVersion ?? null}
      tab="build"
    >
      <SaveMark autosave={autosave} />
      <UndoRedo />
      <Tool label={t('editor.find')} onClick={onFind}>
        <IconSearch size={18} stroke={1.7} />
      </Tool>
      <ProblemsButton />
      <Button
        component={Link}
        to={`/journeys/${detail.id}/publish`}
        size="sm"
        leftSection={<IconRocket size={16} aria-hidden />}
      >
        {t('publish.open')}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('editor.more')}>
            <IconDots size={19} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Item Icon={IconSettings} onClick={() => ui.setState({ isSettingsOpen: true })}>
            {t('editor.settings')}
          </Item>
          <Item Icon={IconLayoutGrid} onClick={() => editor.run(tidyAll())}>
            {t('editor.tidy')}
          </Item>
          <Menu.Divider />
          <Item Icon={IconFileExport} onClick={() => saveJourneyFile(toJourney(editor.getState().document))}>
            {t('editor.exportJson')}
          </Item>
          <Item Icon={IconPhoto} onClick={() => onPicture('png')}>
            {t('editor.exportPng')}
          </Item>
          <Item Icon={IconPhoto} onClick={() => onPicture('svg')}>
            {t('editor.exportSvg')}
          </Item>
          <Item Icon={IconFileImport} onClick={onImport}>
            {t('editor.importFile')}
          </Item>
          <Menu.Divider />
          <Item Icon={IconKeyboard} onClick={() => ui.setState({ isHelpOpen: true })}>
            {t('editor.keys')}
          </Item>
        </Menu.Dropdown>
      </Menu>
    </JourneyBar>
  )
}

function UndoRedo() {
  const { t } = useTranslation()
  const { editor } = useEditing()
  const last = useEditor((state) => state.history.past.at(-1))
  const next = useEditor((state) => state.history.future[0])
  const undo =
    last === undefined ? t('editor.nothingToUndo') : t('editor.undoThis', { what: labelInWords(last.label, t) })
  const redo =
    next === undefined ? t('editor.nothingToRedo') : t('editor.redoThis', { what: labelInWords(next.label, t) })
  return (
    <>
      <Tool label={undo} name={t('editor.undo')} onClick={editor.undo} isOff={last === undefined}>
        <IconArrowBackUp size={19} stroke={1.7} />
      </Tool>
      <Tool label={redo} name={t('editor.redo')} onClick={editor.redo} isOff={next === undefined}>
        <IconArrowForwardUp size={19} stroke={1.7} />
      </Tool>
    </>
  )
}

function ProblemsButton() {
  const { t } = useTranslation()
  const { problems: store, ui } = useEditing()
  const problems = useStore(store, (state) => state.problems)
  const isOpen = useStore(ui, (state) => state.isProblemsOpen)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  const severity = errors > 0 ? 'error' : problems.length > 0 ? 'warning' : 'none'
  const Icon = { error: IconExclamationCircleFilled, warning: IconAlertTriangleFilled, none: IconCircleCheckFilled }[
    severity
  ]
  return (
    <button
      type="button"
      className={classes['problemsButton']}
      data-severity={severity}
      aria-expanded={isOpen}
      onClick={() => ui.setState({ isProblemsOpen: !isOpen })}
    >
      <Icon size={17} aria-hidden />
      {t('editor.problems.count', { count: problems.length })}
    </button>
  )
}

interface ToolProps {
  label: string
  name?: string
  onClick: () => void
  isOff?: boolean
  children: ReactNode
}

function Tool({ label, name = label, onClick, isOff = false, children }: ToolProps) {
  return (
    <Tooltip label={label} openDelay={300}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={34}
        aria-label={name}
        aria-disabled={isOff}
        style={isOff ? { opacity: 0.4 } : {}}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}

function Item({ Icon, onClick, children }: { Icon: typeof IconSearch; onClick: () => void; children: ReactNode }) {
  return (
    <Menu.Item leftSection={<Icon size={16} aria-hidden />} onClick={onClick}>
      {children}
    </Menu.Item>
  )
}
