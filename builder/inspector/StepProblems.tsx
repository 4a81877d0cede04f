import { useTranslation } from 'react-i18next'
import { useRegistry } from '../api/registry.tsx'
import { stepNames, useEditing } from '../editor/context.ts'
import type { PlacedProblem } from '../problems/problems.ts'
import { useSay } from '../problems/say.ts'
import classes from './inspector.module.css'

/** What is wrong with one step: errors each with where exactly, warnings of one kind together. */
export function StepProblems({ problems }: { problems: readonly PlacedProblem[] }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { editor } = useEditing()
  const say = useSay()
  const said = (message: string) => say(message, stepNames(editor.getState().document, registry))
  const errors = problems.filter(({ severity }) => severity === 'error')
  const warnings = problems.filter(({ severity }) => severity === 'warning')
  const codes = [...new Set(warnings.map(({ code }) => code))]
  return (
    <>
      {errors.map(({ code, message, pointer }) => {
        const { text, lang } = said(message)
        return (
          <p key={`${code} ${pointer} ${message}`} className={classes['problem']} data-severity="error">
            {t(`editor.problems.codes.${code}`, { defaultValue: text })}
            <small lang={lang}>{text}</small>
          </p>
        )
      })}
      {codes.map((code) => {
        const alike = warnings.filter((warning) => warning.code === code)
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
