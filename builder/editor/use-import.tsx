import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { tellError } from '../app/toasts.ts'
import { replaceAll } from '../document/commands/index.ts'
import { openJourney } from '../document/document.ts'
import { readJourneyFile } from '../journeys/files.ts'
import { loadSay } from '../problems/say.ts'
import { useEditing } from './context.ts'

/** Replaces the journey by one from a file: one command, which can be undone. */
export function useImport(): { input: ReactNode; open: () => void } {
  const { t } = useTranslation()
  const { editor } = useEditing()
  const ref = useRef<HTMLInputElement>(null)

  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const read = readJourneyFile(await file.text())
    if (read.journey !== null) {
      editor.run(replaceAll(openJourney(read.journey), 'import'))
      return
    }
    const detail = read.detail === null ? '' : t('journeys.importNotJson', { detail: read.detail })
    const say = await loadSay()
    throw new Error([detail, ...read.problems.slice(0, 5).map(({ message }) => say(message).text)].join(' '))
  }

  const input = (
    <input
      ref={ref}
      type="file"
      hidden
      accept="application/json,.json"
      aria-label={t('editor.importFile')}
      onChange={(event) => {
        void take(event.currentTarget.files?.[0]).catch(tellError)
        event.currentTarget.value = ''
      }}
    />
  )
  return { input, open: () => ref.current?.click() }
}
