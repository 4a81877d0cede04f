import { useTranslation } from 'react-i18next'
import { useRegistry } from '../api/registry.tsx'
import { stepName, useEditing } from '../editor/context.ts'
import type { PlacedProblem } from '../problems/problems.ts'
import { withNames } from '../problems/with-names.ts'
import classes from './inspector.module.css'

/** What is wrong with one step: errors each with where exactly, warnings of one kind together. */
export function StepProblems({ problems }: { problems: readonly PlacedProblem[] }) {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { editor } = useEditing()
  const named = (message: string): string =>
    withNames(message, (id) => stepName(id, editor.getState().document, registry))
  const errors = problems.filter(({ severity }) => severity === 'error')
  const warnings = problems.filter(({ severity }) => severity === 'warning')
  const codes = [...new Set(warnings.map(({ code }) => code))]
  return (
    <>
      {errors.map(({ code, message, pointer }) => (
        <p key={`${code} ${pointer} ${message}`} className={classes['problem']} data-severity="error">
          {t(`editor.problems.codes.${code}`, { defaultValue: message })}
          <small lang="en">{named(message)}</small>
        </p>
      ))}
      {codes.map((code) => {
        const alike = warnings.filter((warning) => warning.code === code)
        const text = t(`editor.problems.codes.${code}`, { defaultValue: alike[0]?.message ?? code })
        return (
          <p key={code} className={classes['problem']} title={alike.map(({ message }) => named(message)).join('\n')}>
            {alike.length === 1 ? text : t('inspector.times', { text, count: alike.length })}
          </p>
        )
      })}
    </>
  )
}
