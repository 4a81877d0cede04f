import { useSearchParams } from 'react-router'

/** What a screen is narrowed to stands in its address: a reload and a link show the same. Null or empty takes it out. */
export function useAddress(): [URLSearchParams, (changes: Readonly<Record<string, string | null>>) => void] {
  const [params, setParams] = useSearchParams()
  const set = (changes: Readonly<Record<string, string | null>>): void =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [key, value] of Object.entries(changes)) {
          if (value === null || value === '') next.delete(key)
          else next.set(key, value)
        }
        return next
      },
      { replace: true },
    )
  return [params, set]
}
