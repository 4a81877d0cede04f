import { currentLanguage } from '../i18n/index.ts'

/** "a, b and c", "a, b or c", or "a, b, c" in the current language. */
export function listOf(items: readonly string[], type: 'conjunction' | 'disjunction' | 'unit' = 'conjunction'): string {
  // `Intl.ListFormat` writes nothing at all between units in Chinese.
  if (type === 'unit') return items.join(currentLanguage() === 'zh-CN' ? '、' : ', ')
  return formatter(currentLanguage(), type).format(items)
}

const formatters = new Map<string, Intl.ListFormat>()

function formatter(language: string, type: 'conjunction' | 'disjunction'): Intl.ListFormat {
  const key = `${language} ${type}`
  const known = formatters.get(key) ?? new Intl.ListFormat(language, { type, style: 'long' })
  formatters.set(key, known)
  return known
}
