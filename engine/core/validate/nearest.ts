/**
 * Finds among these names the one that somebody meant who typed another: the same but for case, spaces, `_` and `-`, or with
 * one letter (in long names two) too many, too few, wrong, or in the other's place. Null = it is one of them, or none is near.
 */
export function nearestOf(names: readonly string[]): (typed: string) => string | null {
  const known = new Set(names)
  const told = new Map<string, string | null>()
  let plains: [name: string, plain: string][] | undefined
  return (typed) => {
    if (known.has(typed)) return null
    plains ??= names.map((name) => [name, plain(name)])
    const near = told.has(typed) ? (told.get(typed) ?? null) : search(plain(typed), plains)
    told.set(typed, near)
    return near
  }
}

function search(typed: string, plains: readonly [name: string, plain: string][]): string | null {
  let best: string | null = null
  let least = typed.length < 4 ? 0 : typed.length < 6 ? 1 : 2
  for (const [name, other] of plains) {
    const steps = distance(typed, other, least)
    if (steps > least || (best !== null && steps === least)) continue
    best = name
    least = steps
  }
  return best
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '')

/** Optimal string alignment distance; more than `most` where it is more. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const wrong = a[i - 1] === b[j - 1] ? 0 : 1
      let steps = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + wrong)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwap) steps = Math.min(steps, (before[j - 2] as number) + 1)
      row.push(steps)
    }
    before = last
    last = row
  }
  return last[b.length] as number
}
