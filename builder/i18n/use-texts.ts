import type { TFunction } from 'i18next'
import { useSyncExternalStore } from 'react'
import { i18n } from './index.ts'

/**
 * The texts of the current language, as `useTranslation` gives them, for parts of which there are hundreds. It is one
 * function for all of them: what it said once can be kept.
 */
export const useTexts = (): TFunction => useSyncExternalStore(listen, texts)

/** A text that hundreds of parts show alike: it is looked up once. */
export function useText(key: string): string {
  const t = useTexts()
  const known = kept.get(t) ?? new Map<string, string>()
  kept.set(t, known)
  const text = known.get(key) ?? t(key)
  known.set(key, text)
  return text
}

const kept = new WeakMap<TFunction, Map<string, string>>()

let latest: { language: string; t: TFunction } | null = null

function texts(): TFunction {
  const { language } = i18n
  if (latest?.language !== language) latest = { language, t: i18n.getFixedT(language) }
  return latest.t
}

function listen(tell: () => void): () => void {
  i18n.on('languageChanged', tell)
  return () => i18n.off('languageChanged', tell)
}
