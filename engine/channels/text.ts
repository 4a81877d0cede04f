import { clip } from '../core/shorten.ts'

/** True if the text has a CR, LF, NUL or another control character: it could end a header and start a new one. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text)
}

/** What a provider wrote, fit for one line of the ledger: control characters become spaces, at most 300 characters. */
export function oneLine(text: string): string {
  return clip(text.replace(CONTROLS, ' ').trim(), 300)
}

const CONTROL = /[\u0000-\u001f\u007f\u0085\u2028\u2029]/
const CONTROLS = new RegExp(`${CONTROL.source}+`, 'g')
