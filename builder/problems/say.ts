import { useEffect, useSyncExternalStore } from 'react'
import { currentLanguage, i18n } from '../i18n/index.ts'
import { type StepNames, withNames } from './with-names.ts'

/** What the engine or the API said, as it is shown. `lang` only where it is not the language of the page. */
export interface Said {
  text: string
  lang?: 'en'
}

export type Say = (english: string, names?: StepNames) => Said

/**
 * The engine speaks English. Its Chinese sentences are loaded when somebody who reads Chinese comes to the first of
 * them: until then nothing is said, rather than something that is replaced at once.
 */
export function useSay(): Say {
  const say = useSyncExternalStore(listen, sayNow)
  useEffect(() => {
    if (say === notYet) void loadSay()
  }, [say])
  return say
}

/** The same where nothing is drawn. */
export async function loadSay(): Promise<Say> {
  if (sayNow() === notYet) {
    loading ??= import('./chinese/index.ts').then(
      ({ inChinese }) => inChinese,
      // Without a connection English is better than nothing.
      () => () => null,
    )
    inChinese = await loading
    for (const tell of heard) tell()
  }
  return sayNow()
}

let inChinese: ((english: string) => string | null) | null = null
let loading: Promise<(english: string) => string | null> | null = null
const heard = new Set<() => void>()

function listen(tell: () => void): () => void {
  heard.add(tell)
  i18n.on('languageChanged', tell)
  return () => {
    heard.delete(tell)
    i18n.off('languageChanged', tell)
  }
}

const sayNow = (): Say => (currentLanguage() === 'en' ? asWritten : inChinese === null ? notYet : translated)

const idsOnly: StepNames = { step: (id) => id, path: (_, path) => path }

/** In the words of the engine. */
export const asWritten: Say = (english, names = idsOnly) => ({ text: withNames(english, names) })

const notYet: Say = () => ({ text: '' })

const translated: Say = (english, names = idsOnly) => {
  const chinese = inChinese?.(english) ?? null
  return chinese === null ? { ...asWritten(english, names), lang: 'en' } : { text: withNames(chinese, names) }
}
