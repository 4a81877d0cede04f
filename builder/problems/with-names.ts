/**
 * What the engine says, with steps called as people call them: it speaks of `step "thanks"`, in Chinese of 步骤“thanks”.
 * The kinds it recommends, as in `put a step "wait" into the loop`, stay.
 * @param nameOf the name of a step, or its id where it has none
 */
export const withNames = (message: string, nameOf: (id: string) => string): string =>
  message.replaceAll(STEPS, (_, what: string, ids: string) => {
    return what + ids.replaceAll(ID, (_, id: string) => `“${nameOf(id)}”`)
  })

const STEPS =
  /((?<!\ba )\b(?:steps?|entry|edge from) |步骤)(["“][a-z0-9][a-z0-9-]*["”](?:(?:, |、)["“][a-z0-9][a-z0-9-]*["”])*)/gi
const ID = /["“]([^"“”]+)["”]/g
