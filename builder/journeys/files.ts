import { journeyToJson } from '../../engine/core/format/index.ts'
import { parseDraft } from '../../engine/core/format/index.ts'
import type { Journey } from '../../engine/core/model/journey.ts'
import type { Problem } from '../../engine/core/model/problem.ts'

export function saveJourneyFile(journey: Journey): void {
  saveFile(`${journey.id}.json`, new Blob([journeyToJson(journey)], { type: 'application/json' }))
}

export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** A journey from the text of a file; `detail` says what is wrong with the text itself. */
export function readJourneyFile(
  text: string,
): { journey: Journey } | { journey: null; detail: string | null; problems: readonly Problem[] } {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { journey: null, detail: error instanceof Error ? error.message : String(error), problems: [] }
  }
  const { journey, problems } = parseDraft(value)
  return journey === null ? { journey: null, detail: null, problems } : { journey }
}
