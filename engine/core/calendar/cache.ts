/**
 * Remembers the answers of a pure function of one string, at most `limit` of them: at the limit all are forgotten,
 * which is cheaper than tracking age and good enough where real inputs are few.
 */
export function cached<T>(limit: number, compute: (key: string) => T): (key: string) => T {
  const answers = new Map<string, T>()
  return (key) => {
    const known = answers.get(key)
    if (known !== undefined) return known
    const answer = compute(key)
    if (answers.size >= limit) answers.clear()
    answers.set(key, answer)
    return answer
  }
}
