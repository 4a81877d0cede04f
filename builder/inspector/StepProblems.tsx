import { Button } from '@mantine/core'
import { IconWand } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useRegistry } from '../api/registry.tsx'
import { stepNames, useEditing } from '../editor/context.ts'
import type { PlacedProblem } from '../problems/problems.ts'
import { useSay } from '../problems/say.ts'
import { useFix } from '../problems/use-fix.ts'
import classes from './inspector.module.css'

/** Warnings that each say something of their own. */
const EACH = new Set(['unseen-name'])

/** What is wrong with one step: errors each with where exactly and what mends them, warnings of one kind together. */
export function StepProblems({ problems }: { problems: readonly PlacedProblem[] }) {
  const { t } = useTranslation()
  const said = useSaid()
  const isTold = ({ severity, code }: PlacedProblem): boolean => severity === 'error' || EACH.has(code)
  const others = problems.filter((problem) => !isTold(problem))
  const codes = [...new Set(others.map(({ code }) => code))]
  return (
    <>
      {problems.filter(isTold).map((problem) => (
        <Told key={`${problem.code} ${problem.pointer} ${problem.message}`} problem={problem} />
      ))}
      {codes.map((code) => {
        const alike = others.filter((warning) => warning.code === code)
        const text = t(`editor.problems.codes.${code}`, { defaultValue: said(alike[0]?.message ?? code).text })
        return (
          <p
            key={code}
            className={classes['problem']}
            title={alike.map(({ message }) => said(message).text).join('\n')}
          >
            {alike.length === 1 ? text : t('inspector.times', { text, count: alike.length })}
          </p>
        )
      })}
    </>
  )
}

function Told({ problem }: { problem: PlacedProblem }) {
  const { t } = useTranslation()
  const { text, lang } = useSaid()(problem.message)
  const fix = useFix(problem)
  return (
    <div className={classes['problem']} data-severity={problem.severity}>
      {t(`editor.problems.codes.${problem.code}`, { defaultValue: text })}
      <small lang={lang}>{text}</small>
      {fix !== null && (
        <Button
          size="compact-sm"
          variant="default"
          mt={6}
          leftSection={<IconWand size={15} aria-hidden />}
          onClick={fix.run}
        >
          {t('editor.problems.fix', { what: fix.what })}
        </Button>
      )}
    </div>
  )
}

function useSaid() {
  const registry = useRegistry()
  const { editor } = useEditing()
  const say = useSay()
  return (message: string) => say(message, stepNames(editor.getState().document, registry))
}
