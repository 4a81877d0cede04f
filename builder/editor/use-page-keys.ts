import { useEffect } from 'react'
import { tellError } from '../app/toasts.ts'
import type { Actions } from './canvas-actions.ts'
import { FORM, useEditing } from './context.ts'
import { isWriting } from './use-canvas-keys.ts'
import type { Navigation } from './use-navigation.ts'

/** Keys of the whole editor: undo and redo, the clipboard, problems. Text fields keep their own. */
export function usePageKeys(actions: Actions, { onGo, goTo, find }: Navigation): void {
  const { editor, ui, problems } = useEditing()

  useEffect(() => {
    const isOurs = (event: Event): boolean =>
      !isWriting(event.target) &&
      (getSelection()?.isCollapsed ?? true) &&
      document.querySelector('[role="dialog"]') === null

    // Steps from another journey may come to stand out of sight.
    const show = ([first]: readonly string[]): void => {
      if (first !== undefined) goTo(first)
    }

    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing) return
      if (event.key === 'F8') {
        event.preventDefault()
        step(event.shiftKey ? -1 : 1)
        return
      }
      const isCommand = event.ctrlKey || event.metaKey
      if (isCommand && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        // Everywhere, also while somebody writes; some browsers have a search of their own under this key.
        event.preventDefault()
        find()
        return
      }
      if (!isCommand || event.altKey || !isOurs(event)) return
      const key = event.key.toLowerCase()
      const action = key === 'z' ? (event.shiftKey ? editor.redo : editor.undo) : key === 'y' ? editor.redo : null
      if (action !== null) action()
      else if (key === 'a') editor.select(editor.getState().document.order)
      else if (key === 'd') show(actions.duplicate(event.shiftKey))
      else return
      event.preventDefault()
    }

    let at = -1
    const step = (by: 1 | -1): void => {
      const all = problems.getState().problems
      at = all.length === 0 ? -1 : (at + by + all.length) % all.length
      const problem = all[at]
      ui.setState({ isProblemsOpen: true })
      if (problem !== undefined) onGo(problem)
    }

    const onCopy = (event: ClipboardEvent): void => {
      if (!isOurs(event) || editor.getState().selected.size === 0) return
      event.preventDefault()
      void (event.type === 'cut' ? actions.cut() : actions.copy()).catch(tellError)
    }
    const onPaste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!isOurs(event) || text === '') return
      event.preventDefault()
      show(actions.pasteText(text))
    }

    // Taken before the fields see it: afterwards nobody can tell whether the key has just closed a list.
    const onEscape = (event: KeyboardEvent): void => {
      const { focused } = editor.getState()
      const field = event.target instanceof Element ? event.target : null
      if (event.key !== 'Escape' || event.isComposing || focused === null || field === null) return
      if (field.closest(`#${FORM}`) === null || field.matches('[data-expanded], [aria-expanded="true"]')) return
      goTo(focused)
    }

    addEventListener('keydown', onEscape, { capture: true })
    addEventListener('keydown', onKeyDown)
    addEventListener('copy', onCopy)
    addEventListener('cut', onCopy)
    addEventListener('paste', onPaste)
    return () => {
      removeEventListener('keydown', onEscape, { capture: true })
      removeEventListener('keydown', onKeyDown)
      removeEventListener('copy', onCopy)
      removeEventListener('cut', onCopy)
      removeEventListener('paste', onPaste)
    }
  }, [editor, ui, problems, actions, onGo, goTo, find])
}
