/** The beginning of a text, never with half a character at its end: an emoji is two code units, and one alone is no text. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? most - 1 : most)
}

/** A text that is longer ends in dots. */
export const shorten = (text: string, most: number): string =>
  text.length > most ? `${clip(text, most - 3)}...` : text
