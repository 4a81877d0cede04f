/** `1 message`, `2 messages`; `plural` where it is not the word and an s. */
export const counted = (count: number, word: string, plural = `${word}s`): string =>
  `${count} ${count === 1 ? word : plural}`
