import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSaveWorkspace } from '../api/hooks.ts'
import type { WorkspaceSettings } from '../api/types.ts'
import { tellError, tellUndoable } from '../app/toasts.ts'

/**
 * One part of the settings while it is edited. It is saved by itself, so that what others change meanwhile stays, and can
 * be taken back from its message.
 * @param saved as the server has it
 */
export function usePart<T>(saved: T, settingsOf: (part: T) => Partial<WorkspaceSettings>) {
  const { t } = useTranslation()
  const [edited, setEdited] = useState<T | null>(null)
  const save = useSaveWorkspace()
  const part = edited ?? saved
  return {
    part,
    setPart: setEdited,
    isChanged: JSON.stringify(part) !== JSON.stringify(saved),
    isSaving: save.isPending,
    save: (): void =>
      save.mutate(settingsOf(part), {
        onSuccess: () => {
          setEdited(null)
          tellUndoable(t('common.saved'), async () => {
            await save.mutateAsync(settingsOf(saved))
            setEdited(null)
          })
        },
        onError: tellError,
      }),
  }
}
