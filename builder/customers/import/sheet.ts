import Papa from 'papaparse'
import type { Row } from './rows.ts'

/** A file as a table: its columns by name, and what stands in them. */
export interface Sheet {
  name: string
  columns: string[]
  rows: Row[]
}

/** Reads a CSV or TSV file with a line of names on top. Rejects when the file cannot be read. */
export function readSheet(file: File): Promise<Sheet> {
  return new Promise((resolve, reject) => {
    Papa.parse<Record<string, string>>(file, {
      header: true,
      skipEmptyLines: 'greedy',
      worker: false,
      complete: ({ data, meta }) => resolve({ name: file.name, columns: meta.fields ?? [], rows: data }),
      error: reject,
    })
  })
}
