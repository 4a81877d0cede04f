import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Point } from '../document/document.ts'

export type LeftPanel = 'add' | 'outline' | 'history'

/** Where the list of steps to add is open, and what the new step will follow. */
export interface Adding {
  /** A point of the screen. */
  at: Point
  after: { from: string; path: string } | null
  /** Where on the canvas the new step shall stand; null = it finds a place. */
  place: Point | null
}

export interface UiState {
  left: LeftPanel | null
  isProblemsOpen: boolean
  adding: Adding | null
  /** The step whose line is being drawn by keyboard. */
  connecting: string | null
  /** The branching step that shall go, and of which somebody has to say which way goes on. */
  removing: string | null
  isHelpOpen: boolean
  isSettingsOpen: boolean
  /** Something is being dragged on the canvas. */
  isCarrying: boolean
  /** The field to bring into view, as a JSON Pointer below the step's config; `seq` makes a repeat a new wish. */
  wanted: { step: string; field: string; seq: number } | null
}

export type Ui = StoreApi<UiState>

/** What is open on the editor's screen. Nothing of it is saved. */
export const createUi = (): Ui =>
  createStore<UiState>(() => ({
    left: 'add',
    isProblemsOpen: false,
    adding: null,
    connecting: null,
    removing: null,
    isHelpOpen: false,
    isSettingsOpen: false,
    isCarrying: false,
    wanted: null,
  }))
