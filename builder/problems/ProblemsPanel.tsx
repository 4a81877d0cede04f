import { ActionIcon, Button } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconExclamationCircleFilled,
  IconWand,
  IconX,
} from '@tabler/icons-react'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useRegistry } from '../api/registry.tsx'
import { stepName, stepNames, useEditing, useEditor } from '../editor/context.ts'
import type { PlacedProblem } from './problems.ts'
import classes from './problems.module.css'
import { useSay } from './say.ts'
import { useFix } from './use-fix.ts'

const RANK = { error: 0, warning: 1 }

/** All problems of the journey; a click or Enter leads to the place, and where nobody has to think, another mends it. */
export function ProblemsPanel({ onGo }: { onGo: (problem: PlacedProblem) => void }) {
  const { t } = useTranslation()
  const { problems: store, ui } = useEditing()
  const found = useStore(store, (state) => state.problems)
  // What keeps it from being published comes first.
  const problems = useMemo(() => [...found].sort((a, b) => RANK[a.severity] - RANK[b.severity]), [found])
  const panel = useRef<HTMLElement>(null)
  return (
    <section ref={panel} tabIndex={-1} className={classes['panel']} aria-label={t('editor.problems.title')}>
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
          <Row
            key={`${problem.code} ${problem.pointer} ${problem.message}`}
            problem={problem}
            onGo={onGo}
            // Its row goes, and with it the button that had the focus.
            onFixed={() => panel.current?.focus()}
          />
        ))}
      </ul>
    </section>
  )
}

interface RowProps {
  problem: PlacedProblem
  onGo: (problem: PlacedProblem) => void
  onFixed: () => void
}

function Row({ problem, onGo, onFixed }: RowProps) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { severity, code, message, at } = problem
  const where = useEditor(({ document }) =>
    at === null ? t('editor.problems.journey') : stepName(at, document, registry),
  )
  const say = useSay()
  const fix = useFix(problem)
  const text = useEditor(({ document }) => say(message, stepNames(document, registry)).text)
  const Icon = severity === 'error' ? IconExclamationCircleFilled : IconAlertTriangleFilled
  return (
    <li className={classes['problem']}>
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
      {fix !== null && (
        <Button
          size="compact-sm"
          variant="light"
          className={classes['fix'] ?? ''}
          leftSection={<IconWand size={15} aria-hidden />}
          onClick={() => {
            fix.run()
            onFixed()
          }}
        >
          {t('editor.problems.fix', { what: fix.what })}
        </Button>
      )}
    </li>
  )
}
