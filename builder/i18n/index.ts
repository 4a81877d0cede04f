import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Texts } from './en/index.ts'
import { quotes } from './quotes.ts'

export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const
export type Language = keyof typeof LANGUAGES

const STORED = 'perennial.language'

/** The texts of a language are loaded when it is first spoken; every language has all of them. */
const TEXTS: Record<Language, () => Promise<Texts>> = {
  en: async () => (await import('./en/index.ts')).en,
  'zh-CN': async () => (await import('./zh-CN/index.ts')).zhCN,
}

/** All texts of the builder. */
export const i18n = i18next.createInstance()

export async function startI18n(language: Language = preferredLanguage()): Promise<void> {
  await i18n
    .use(initReactI18next)
    .use(quotes)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: { translation: await TEXTS[language]() } },
      interpolation: { escapeValue: false },
      returnNull: false,
      postProcess: quotes.name,
    })
  reflect(language)
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'translation'))
    i18n.addResourceBundle(language, 'translation', await TEXTS[language]())
  try {
    localStorage.setItem(STORED, language)
  } catch {
    // The choice then lasts for this page only.
  }
  reflect(language)
  await i18n.changeLanguage(language)
}

export const currentLanguage = (): Language => (i18n.language === 'zh-CN' ? 'zh-CN' : 'en')

function preferredLanguage(): Language {
  let stored: string | null = null
  try {
    stored = localStorage.getItem(STORED)
  } catch {
    // As if nothing had been chosen.
  }
  if (stored === 'en' || stored === 'zh-CN') return stored
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}

/** Screen readers and fonts go by the language of the document. */
function reflect(language: Language): void {
  document.documentElement.lang = language
}
