import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useEditor } from './context.ts'
import { labelInWords } from './labels.ts'

/** Tells every change, once, to those who listen instead of look. */
export function Announcer() {
  const { t } = useTranslation()
  const told = useEditor((state) => state.told)
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {told !== null && t(`editor.told.${told.how}`, { what: labelInWords(told.change.label, t) })}
    </VisuallyHidden>
  )
}
