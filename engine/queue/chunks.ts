/** Cuts a list into runs of at most `size`. */
export function chunks<T>(values: readonly T[], size: number): T[][] {
  const lots: T[][] = []
  for (let start = 0; start < values.length; start += size) lots.push(values.slice(start, start + size))
  return lots
}
