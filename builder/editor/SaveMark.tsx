import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Autosave } from '../drafts/autosave.ts'
import { useSay } from '../problems/say.ts'
import { shortTime } from '../words/time.ts'
import classes from './editor.module.css'

const ICONS = {
  saved: IconCloudCheck,
  unsaved: IconCloudUp,
  saving: IconCloudUp,
  offline: IconCloudOff,
  failed: IconAlertTriangle,
  signedOut: IconCloudOff,
  conflict: IconAlertTriangle,
}

/** Whether the draft is safe, in words. */
export function SaveMark({ autosave }: { autosave: Autosave }) {
  const { t } = useTranslation()
  const say = useSay()
  const state = useStore(autosave)
  const Icon = ICONS[state.kind]
  const time = state.kind === 'saved' ? shortTime(state.at) : ''
  const text = t(`editor.save.${state.kind}`, { time, count: state.kind === 'offline' ? state.changes : 0 })
  const content = (
    <>
      <Icon size={17} stroke={1.7} aria-hidden />
      {text}
    </>
  )
  return state.kind === 'failed' || state.kind === 'conflict' ? (
    <button
      type="button"
      className={classes['problemsButton']}
      data-severity="error"
      title={state.kind === 'failed' ? say(state.message).text : t('editor.conflict.title')}
      onClick={() => (state.kind === 'failed' ? void autosave.flush() : autosave.putOff(false))}
    >
      {content}
    </button>
  ) : (
    <span className={classes['saveState']} data-state={state.kind} role="status">
      {content}
    </span>
  )
}
