/**
 * What the engine says, with steps called as people call them: it speaks of `step "thanks"`. The kinds it recommends,
 * as in `put a step "wait" into the loop`, stay.
 * @param nameOf the name of a step, or its id where it has none
 */
export const withNames = (message: string, nameOf: (id: string) => string): string =>
  message.replaceAll(
    /(?<!\ba )\b((?:step|entry) )"([a-z0-9][a-z0-9-]*)"/gi,
    (_, what: string, id: string) => `${what}“${nameOf(id)}”`,
  )
