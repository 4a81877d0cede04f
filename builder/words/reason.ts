import type { TFunction } from 'i18next'

/** Why a message did not go out, or not yet: a code of the engine, or what a provider said. */
export function reasonInWords(reason: string, t: TFunction): string {
  const [code = '', detail = ''] = reason.split(/: ?(.*)/s)
  return t(`travel.reason.${code}`, { detail, defaultValue: reason })
}

/** Why a step cannot run: a code of the engine, and what the step itself says of it, in its author's words. */
export function parkedInWords({ code, detail }: { code: string; detail: string }, t: TFunction): string {
  const said = t(`travel.parked.because.${code}`, { defaultValue: code })
  return detail === '' ? said : t('travel.parked.detail', { said, detail })
}

/** Why somebody was not let into a journey. */
export const refusalInWords = (reason: string, t: TFunction): string =>
  t(`travel.refusal.${reason}`, { defaultValue: reason })
