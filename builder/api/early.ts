/** By address, what `public/early.js` has asked for already; `at` in ms since the page began. */
type Asked = Record<string, { at: number; answer: Promise<Response> }>

/** Older answers may not be true any more. */
const FRESH_MS = 5_000

/**
 * The answer that was asked for before the bundle was there, once; null = ask yourself. A refusal is an answer: asked again it
 * would count as a second wrong key.
 */
export async function earlyAnswer(url: string): Promise<Response | null> {
  const { perennialAsked: asked } = globalThis as { perennialAsked?: Asked }
  const early = asked?.[url]
  if (early === undefined) return null
  delete asked?.[url]
  if (performance.now() - early.at > FRESH_MS) return null
  try {
    const answer = await early.answer
    return answer.status < 500 ? answer : null
  } catch {
    return null
  }
}

/** Whoever signs in or changes something makes what was answered before untrue. */
export function forgetEarlyAnswers(): void {
  delete (globalThis as { perennialAsked?: Asked }).perennialAsked
}
