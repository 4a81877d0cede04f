import { ActionIcon } from '@mantine/core'
import { IconAlertTriangleFilled, IconCircleCheckFilled, IconExclamationCircleFilled, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useRegistry } from '../api/registry.tsx'
import { stepName, useEditing, useEditor } from '../editor/context.ts'
import type { PlacedProblem } from './problems.ts'
import classes from './problems.module.css'
import { useSay } from './say.ts'

/** All problems of the journey; a click or Enter leads to the place. */
export function ProblemsPanel({ onGo }: { onGo: (problem: PlacedProblem) => void }) {
  const { t } = useTranslation()
  const { problems: store, ui } = useEditing()
  const problems = useStore(store, (state) => state.problems)
  return (
    <section className={classes['panel']} aria-label={t('editor.problems.title')}>
      <div className={classes['head']}>
        <h2>{t('editor.problems.title')}</h2>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('common.close')}
          onClick={() => ui.setState({ isProblemsOpen: false })}
        >
          <IconX size={17} />
        </ActionIcon>
      </div>
      {problems.length === 0 && (
        <p className={classes['none']}>
          <IconCircleCheckFilled size={18} aria-hidden />
          {t('editor.problems.none')}
        </p>
      )}
      <ul className={classes['list']}>
        {problems.map((problem) => (
          <Row key={`${problem.code} ${problem.pointer} ${problem.message}`} problem={problem} onGo={onGo} />
        ))}
      </ul>
    </section>
  )
}

function Row({ problem, onGo }: { problem: PlacedProblem; onGo: (problem: PlacedProblem) => void }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { severity, code, message, at } = problem
  const where = useEditor(({ document }) =>
    at === null ? t('editor.problems.journey') : stepName(at, document, registry),
  )
  const say = useSay()
  const text = useEditor(({ document }) => say(message, (id) => stepName(id, document, registry)).text)
  const Icon = severity === 'error' ? IconExclamationCircleFilled : IconAlertTriangleFilled
  return (
    <li>
      <button type="button" className={classes['row']} onClick={() => onGo(problem)}>
        <span className={classes['icon']} data-severity={severity}>
          <Icon size={17} role="img" aria-label={t(`editor.problems.${severity}`)} />
        </span>
        <span className={classes['where']}>{where}</span>
        <span className={classes['what']}>
          {t(`editor.problems.codes.${code}`, { defaultValue: text })}
          <small lang={say(message).lang}>{text}</small>
        </span>
      </button>
    </li>
  )
}
