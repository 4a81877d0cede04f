import { createStore, type StoreApi } from 'zustand/vanilla'
import type { JourneyDocument } from './document.ts'
import { type Change, type Command, type History, noHistory, perform, redo, undo } from './history.ts'

export interface EditorState {
  document: JourneyDocument
  history: History
  /** Ids of selected steps, lines (`from path to`) and notes (`note:...`). Not part of the history. */
  selected: ReadonlySet<string>
  /** The step that the keyboard is on. */
  focused: string | null
  /** The latest change and what was done with it, to be told to those who cannot see it. */
  told: { change: Change; how: 'done' | 'undone' | 'redone' } | null
}

/** A journey being edited. Everything that changes it goes through `run`. */
export interface Editor extends StoreApi<EditorState> {
  /** False = the command changed nothing. */
  run(command: Command): boolean
  undo(): void
  redo(): void
  select(ids: Iterable<string>, focused?: string | null): void
  focus(step: string | null): void
  /** Puts another document in place, e.g. the server's after a conflict. Without a history that led to it, none is left. */
  replace(document: JourneyDocument, history?: History): void
}

/**
 * @param now the clock, in epoch milliseconds
 * @param history what led to the document, as far as it can be undone
 */
export function createEditor(document: JourneyDocument, now: () => number, history: History = noHistory): Editor {
  const store = createStore<EditorState>(() => ({
    document,
    history,
    selected: new Set(),
    focused: document.order[0] ?? null,
    told: null,
  }))

  /** Without what is no longer there. */
  const settle = (next: JourneyDocument): Pick<EditorState, 'selected' | 'focused'> => {
    const { selected, focused } = store.getState()
    const lines = new Set(next.edges.map(({ from, path, to }) => `${from} ${path} ${to}`))
    const exists = (id: string): boolean =>
      next.steps[id] !== undefined || next.notes[id] !== undefined || lines.has(id)
    const kept = [...selected].filter(exists)
    return {
      selected: kept.length === selected.size ? selected : new Set(kept),
      focused: focused !== null && next.steps[focused] !== undefined ? focused : (next.order[0] ?? null),
    }
  }

  const step = (turn: typeof undo, how: 'undone' | 'redone'): void => {
    const { document, history } = store.getState()
    const turned = turn(document, history)
    if (turned === null) return
    const { change, ...rest } = turned
    store.setState({ ...rest, ...settle(rest.document), told: { change, how } })
  }

  return {
    ...store,
    run(command) {
      const { document, history } = store.getState()
      const done = perform(document, history, command, now())
      if (done === null) return false
      const change = done.history.past.at(-1)
      store.setState({
        ...done,
        ...settle(done.document),
        told: change === undefined ? null : { change, how: 'done' },
      })
      return true
    },
    undo: () => step(undo, 'undone'),
    redo: () => step(redo, 'redone'),
    select(ids, focused) {
      const selected = new Set(ids)
      const last = [...selected].findLast((id) => store.getState().document.steps[id] !== undefined)
      store.setState((state) => ({ selected, focused: focused === undefined ? (last ?? state.focused) : focused }))
    },
    focus: (focused) => store.setState({ focused }),
    replace: (document, history = noHistory) =>
      store.setState({
        document,
        history,
        selected: new Set(),
        focused: document.order[0] ?? null,
        told: null,
      }),
  }
}
