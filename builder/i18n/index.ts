import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/index.ts'
import { zhCN } from './zh-CN/index.ts'

export const LANGUAGES = { en: 'English', 'zh-CN': '简体中文' } as const
export type Language = keyof typeof LANGUAGES

const STORED = 'perennial.language'

/** All texts of the builder. Both languages are loaded, so that switching needs no network. */
export const i18n = i18next.createInstance()

export function startI18n(language: Language = preferredLanguage()): typeof i18n {
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false },
    // Both languages are at hand: nothing has to wait for them.
    initAsync: false,
    returnNull: false,
  })
  reflect(language)
  return i18n
}

export function changeLanguage(language: Language): void {
  try {
    localStorage.setItem(STORED, language)
  } catch {
    // The choice then lasts for this page only.
  }
  reflect(language)
  void i18n.changeLanguage(language)
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
