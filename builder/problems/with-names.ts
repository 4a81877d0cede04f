/** What people call the steps of a journey and their ways on. */
export interface StepNames {
  /** The id of a step that has no name, or is not there. */
  step(id: string): string
  path(step: string, path: string): string
}

/**
 * What the engine says, with steps and paths called as people call them: it speaks of `path "next" of step "thanks"`, in
 * Chinese of 步骤“thanks”的路径“next”. The kinds it recommends, as in `put a step "wait" into the loop`, stay.
 */
export const withNames = (message: string, names: StepNames): string =>
  message
    .replaceAll(PATH_OF, (_, what: string, path: string, of: string, step: string) => {
      return `${what}“${names.path(step, path)}”${of}"${step}"`
    })
    .replaceAll(BY_PATH, (_, what: string, step: string, by: string, path: string) => {
      return `${what}${step}${by}“${names.path(step.slice(1, -1), path)}”`
    })
    .replaceAll(STEPS, (_, what: string, ids: string) => {
      return what + ids.replaceAll(ID, (_, id: string) => `“${names.step(id)}”`)
    })

const PATH_OF = /\b(path )"([^"]*)"( of step )"([a-z0-9][a-z0-9-]*)"/gi
const BY_PATH = /(edge from |步骤)(["“][a-z0-9][a-z0-9-]*["”])( by |的路径|经)["“]([^"“”]*)["”]/gi
const STEPS =
  /((?<!\ba )\b(?:steps?|entry|edge from) |步骤)(["“][a-z0-9][a-z0-9-]*["”](?:(?:, |、)["“][a-z0-9][a-z0-9-]*["”])*)/gi
const ID = /["“]([^"“”]+)["”]/g
