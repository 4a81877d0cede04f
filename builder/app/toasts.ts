import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { ApiError, isAway } from '../api/client.ts'
import { i18n } from '../i18n/index.ts'
import { loadSay } from '../problems/say.ts'
import { Undoable } from './Undoable.tsx'

/** How long something can be taken back, and how long an error stays. Milliseconds. */
const LONG_MS = 10_000

/** Short news at the lower right corner. */
export function tell(message: string): void {
  notifications.show({ message, withBorder: true, closeButtonProps: { 'aria-label': i18n.t('common.close') } })
}

/**
 * The same for what can be taken back: for a while `undo` is offered beside it. Returns what takes the news away, for
 * when it can no longer be taken back.
 */
export function tellUndoable(message: string, undo: () => unknown): () => void {
  const onUndo = (): void => {
    notifications.hide(id)
    Promise.resolve(undo()).catch(tellError)
  }
  const id = notifications.show({
    message: createElement(Undoable, { message, onUndo }),
    withBorder: true,
    autoClose: LONG_MS,
    closeButtonProps: { 'aria-label': i18n.t('common.close') },
  })
  return () => void notifications.hide(id)
}

/** What went wrong, in the server's own words, as far as they are known in the language of the page, and with every problem it named. */
export function tellError(error: unknown): void {
  // That the sign-in has ended is said over the whole page.
  if (error instanceof ApiError && error.status === 401) return
  void wordsOf(error).then((message) =>
    notifications.show({
      message,
      color: 'red',
      withBorder: true,
      autoClose: LONG_MS,
      closeButtonProps: { 'aria-label': i18n.t('common.close') },
    }),
  )
}

async function wordsOf(error: unknown): Promise<string> {
  if (isAway(error)) return i18n.t('common.error.offline')
  if (!(error instanceof Error)) return String(error)
  const problems = error instanceof ApiError ? error.problems.map(({ message }) => message) : []
  // What is said of the whole begins with the first problem, mostly.
  const others = problems.filter((message) => !error.message.includes(message))
  const say = await loadSay()
  return [error.message, ...others].map((english) => say(english).text).join(' ')
}
