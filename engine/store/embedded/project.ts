import { Query } from 'mingo'
import type { Doc } from './types.ts'

/** Compiles a projection to a function on documents of the caller's own; plain lists of top-level fields need no mingo. */
export function compileProjection(projection: Doc | undefined): (doc: Doc) => Doc {
  const entries = Object.entries(projection ?? {})
  if (entries.length === 0) return (doc) => doc
  const simple = entries.every(
    ([path, value]) => !path.includes('.') && (value === 1 || value === 0 || typeof value === 'boolean'),
  )
  if (!simple) return byMingo(projection as Doc)
  const fields = entries.filter(([path]) => path !== '_id')
  const withId = entries.every(([path, value]) => path !== '_id' || Boolean(value))
  if (fields.length === 0) return withId ? ({ _id }) => ({ _id }) : ({ _id, ...rest }) => rest
  const including = Boolean(fields[0]?.[1])
  if (fields.some(([, value]) => Boolean(value) !== including)) return byMingo(projection as Doc)
  return including
    ? include(
        fields.map(([path]) => path),
        withId,
      )
    : exclude(
        fields.map(([path]) => path),
        withId,
      )
}

function include(paths: string[], withId: boolean): (doc: Doc) => Doc {
  const wanted = new Set(withId ? ['_id', ...paths] : paths)
  // Walking the document, not the list, keeps the order of the stored fields, as MongoDB does.
  return (doc) => {
    const out: Doc = {}
    for (const key in doc) if (wanted.has(key)) out[key] = doc[key]
    return out
  }
}

function exclude(paths: string[], withId: boolean): (doc: Doc) => Doc {
  return (doc) => {
    for (const path of paths) delete doc[path]
    if (!withId) delete doc['_id']
    return doc
  }
}

function byMingo(projection: Doc): (doc: Doc) => Doc {
  const all = new Query({})
  return (doc) => all.find<Doc>([doc], projection as never).all()[0] as Doc
}
