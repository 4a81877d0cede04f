import { request } from '../../api/client.ts'
import type { BadRow, Identify, Row } from './rows.ts'

const CHUNK = 500

interface Receipt {
  results?: ({ problems?: { message: string }[] } | null)[]
}

/**
 * Tells the server about customers, chunk by chunk; a chunk is repeated by whoever calls again, and counts once. Gives
 * the rows that the server refused. Rejects when a chunk does not get through; those before it are in.
 */
export async function sendRows(
  rows: readonly { line: number; row: Row; message: Identify }[],
  onProgress: (done: number) => void,
  signal: AbortSignal,
  from = 0,
): Promise<BadRow[]> {
  const refused: BadRow[] = []
  for (let start = from; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK)
    const receipt = await request<Receipt>('/batch', {
      method: 'POST',
      body: { batch: chunk.map(({ message }) => message) },
      signal,
    })
    receipt.results?.forEach((result, index) => {
      const { line, row } = chunk[index] ?? {}
      const problem = result?.problems?.[0]
      if (problem !== undefined && line !== undefined && row !== undefined)
        refused.push({ line, row, problem: 'refused', detail: problem.message })
    })
    onProgress(Math.min(rows.length, start + CHUNK))
  }
  return refused
}
