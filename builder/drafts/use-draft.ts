import { useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { request } from '../api/client.ts'
import { useSession } from '../api/hooks.ts'
import type { JourneyDetail } from '../api/types.ts'
import { tell } from '../app/toasts.ts'
import { isSameJourney } from '../document/diff.ts'
import { openJourney } from '../document/document.ts'
import { createEditor, type Editor } from '../document/editor.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import { i18n } from '../i18n/index.ts'
import { type Autosave, createAutosave } from './autosave.ts'
import { keepHistory, keptHistory } from './kept-history.ts'
import { browserShelf } from './shelf.ts'

/** An editor for a journey as the server has it, and its autosave. What was left unsaved last time is taken up again. */
export function useDraft(detail: JourneyDetail, journey: Journey): { editor: Editor; autosave: Autosave } {
  const client = useQueryClient()
  const [draft] = useState(() => openDraft(detail, journey))
  const { editor, autosave, isRestored } = draft

  useEffect(() => {
    if (isRestored) tell(i18n.t('editor.save.restored'))
  }, [isRestored])

  const { data: session } = useSession()
  useEffect(() => {
    if (session === true && autosave.getState().kind === 'signedOut') void autosave.flush()
  }, [session, autosave])

  useEffect(() => {
    const stop = autosave.start()
    const stopKeeping = keepHistory(detail.id, editor)
    const flush = (): void => void autosave.flush()
    addEventListener('blur', flush)
    addEventListener('pagehide', flush)
    addEventListener('online', flush)
    return () => {
      stop()
      stopKeeping()
      removeEventListener('blur', flush)
      removeEventListener('pagehide', flush)
      removeEventListener('online', flush)
      void client.invalidateQueries({ queryKey: ['journeys'] })
    }
  }, [autosave, editor, detail.id, client])

  return { editor, autosave }
}

function openDraft({ id, draftRev }: JourneyDetail, journey: Journey) {
  const shelved = browserShelf.take(id)
  const isRestored = shelved !== null && !isSameJourney(shelved.journey, journey)
  // The server has it after all: kept longer it would come back as a change one day.
  if (!isRestored) browserShelf.clear(id)
  const document = openJourney(journey)
  const editor = createEditor(document, Date.now, keptHistory(id, document))
  const send = async (next: Journey, rev: number): Promise<number> => {
    const saved = await request<{ draftRev: number }>(`/journeys/${encodeURIComponent(id)}/draft`, {
      method: 'PUT',
      body: next,
      headers: { 'if-match': `"${rev}"` },
    })
    return saved.draftRev
  }
  // Based on an older draft it meets the newer one when it is saved, and then somebody decides.
  const rev = isRestored ? shelved.rev : (draftRev ?? 0)
  const autosave = createAutosave({
    editor,
    id,
    rev,
    base: isRestored ? null : journey,
    send,
    shelf: browserShelf,
    now: Date.now,
  })
  if (isRestored) {
    const restored = openJourney(shelved.journey)
    editor.replace(restored, keptHistory(id, restored))
  }
  return { editor, autosave, isRestored }
}
