import type { Problem } from '../model/problem.ts'
import { pathOf } from './pointer.ts'

/** The order in which a journey is read; other keys come last. */
const KEYS = ['format', 'id', 'name', 'timeZone', 'quietHours', 'holdout', 'steps', 'edges', 'goals', 'exits', 'notes']

/** Problems by place in the document, what was found first at a place first, nothing said twice. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  const once = problems.filter(({ code, pointer, message }) => {
    const key = `${code} ${pointer} ${code === 'unknown-key' ? '' : message}`
    return !seen.has(key) && seen.add(key)
  })
  const paths = new Map(once.map((problem) => [problem, pathOf(problem.pointer)]))
  return once.sort((a, b) => byPlace(paths.get(a) ?? [], paths.get(b) ?? []))
}

/** How many problems one answer lists; more are counted only. */
export const LISTED = 100

/** The first problems, and how many there are in all. */
export function firstProblems(problems: readonly Problem[]): { problems: Problem[]; count: number } {
  return { problems: problems.slice(0, LISTED), count: problems.length }
}

function byPlace(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [left, right] = [a[at], b[at]]
    if (left === right) continue
    if (left === undefined || right === undefined) return left === undefined ? -1 : 1
    const byRank = at === 0 ? rank(left) - rank(right) : Number(left) - Number(right)
    if (byRank < 0 || byRank > 0) return byRank
    return left < right ? -1 : 1
  }
  return 0
}

const rank = (key: string): number => (KEYS.includes(key) ? KEYS.indexOf(key) : KEYS.length)
