import { useTranslation } from 'react-i18next'
import { clockTime } from '../words/time.ts'
import { useEditing, useEditor } from './context.ts'
import classes from './editor.module.css'
import { labelInWords } from './labels.ts'

/** Everything that was done, newest first; a click goes back (or forward again) to that moment. */
export function HistoryPanel() {
  const { t } = useTranslation()
  const { editor } = useEditing()
  const { past, future } = useEditor((state) => state.history)
  if (past.length + future.length === 0) return <p className={classes['soft']}>{t('editor.history.empty')}</p>
  const goTo = (kept: number): void => {
    while (editor.getState().history.past.length > kept) editor.undo()
    while (editor.getState().history.past.length < kept && editor.getState().history.future.length > 0) editor.redo()
  }
  const all = [...past, ...future]
  return (
    <ol className={classes['history']} reversed>
      {all
        .map((change, at) => (
          <li key={`${change.at} ${at}`}>
            <button
              type="button"
              data-ahead={at >= past.length || undefined}
              aria-current={at === past.length - 1 ? 'step' : undefined}
              onClick={() => goTo(at + 1)}
            >
              <span>{labelInWords(change.label, t)}</span>
              <time>{clockTime(change.at)}</time>
            </button>
          </li>
        ))
        .reverse()}
      <li>
        <button type="button" aria-current={past.length === 0 ? 'step' : undefined} onClick={() => goTo(0)}>
          <span>{t('editor.history.start')}</span>
        </button>
      </li>
    </ol>
  )
}
