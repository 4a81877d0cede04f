import type { TFunction } from 'i18next'
import type { Said } from '../problems/say.ts'

/** Why a message did not go out, or not yet: a code of the engine, or what a provider said. */
export function reasonInWords(reason: string, t: TFunction): string {
  const [code = '', detail = ''] = reason.split(/: ?(.*)/s)
  return t(`travel.reason.${code}`, { detail, defaultValue: reason })
}

/** What is at fault where a step cannot run. */
export const faultInWords = (code: string, t: TFunction): string =>
  t(`travel.parked.because.${code}`, { defaultValue: code })

/**
 * Why a step cannot run: a code of the engine, and what the step itself says of it.
 * @param say our own steps in the language of the page, those from outside in their author's words
 */
export function parkedInWords(
  { code, detail }: { code: string; detail: string },
  t: TFunction,
  say: (english: string) => Said,
): string {
  const said = faultInWords(code, t)
  const more = say(detail).text
  return more === '' ? said : t('travel.parked.detail', { said, detail: more })
}

/** Why somebody was not let into a journey. */
export const refusalInWords = (reason: string, t: TFunction): string =>
  t(`travel.refusal.${reason}`, { defaultValue: reason })
