/**
 * Records as lists of their values, without the names. What is read and written at every wake-up is little more than half as
 * long as JSON that way, and is read and written in less time.
 */
export interface Packing<T> {
  /** @param base the instant that others are counted from */
  pack(value: T, base: number): unknown
  unpack(packed: unknown, base: number): T
}

type Kind = 'plain' | 'instant' | 'optional' | Packing<never>

/**
 * Every field of a record, in the order in which its value is stored: `plain` as JSON has it (texts, numbers, all whose names
 * are chosen by users), `instant` in milliseconds since the base (near it, a small integer is shorter and much faster to read
 * and write than one since 1970), `optional` as JSON has it where the field may be absent, or a packing of its own. `null`
 * stays `null`.
 */
type FieldsOf<T> = {
  [K in keyof T]-?: object extends Pick<T, K>
    ? 'optional'
    : 'plain' | Packing<NonNullable<T[K]>> | (NonNullable<T[K]> extends number ? 'instant' : never)
}

/**
 * A record with these fields. What is stored knows them by their place: **new fields go to the end and are optional, none is
 * taken away or moved.**
 */
export function record<T extends object>(fields: FieldsOf<T>): Packing<T> {
  const known = Object.entries(fields as Record<string, Kind>).map(([name, kind], i) => ({
    name: JSON.stringify(name),
    kind,
    i,
  }))
  const packings = known.map(({ kind }) => kind)
  const packed = known.map(({ name, kind, i }) => {
    if (kind === 'plain') return `value[${name}]`
    if (kind === 'optional') return `value[${name}] === undefined ? null : [value[${name}]]`
    return `value[${name}] === null ? null : ${kind === 'instant' ? `value[${name}] - base` : `packings[${i}].pack(value[${name}], base)`}`
  })
  const given = known.flatMap(({ name, kind, i }) => {
    if (kind === 'optional') return []
    if (kind === 'plain') return `${name}: list[${i}]`
    return `${name}: list[${i}] === null ? null : ${kind === 'instant' ? `list[${i}] + base` : `packings[${i}].unpack(list[${i}], base)`}`
  })
  const perhaps = known.flatMap(({ name, kind, i }) => {
    return kind === 'optional' ? `if (list[${i}]) value[${name}] = list[${i}][0];` : []
  })
  // A record without any of the optional fields at its end, which most are, is that much shorter.
  const sure = known.findLastIndex(({ kind }) => kind !== 'optional') + 1
  const bare = known.slice(sure).map(({ name }) => `value[${name}] === undefined`)
  const short = bare.length > 0 ? `${bare.join(' && ')} ? [${packed.slice(0, sure).join()}] : ` : ''
  return {
    pack: written(`(value, base) => ${short}[${packed.join()}]`, packings),
    unpack: written(
      `(list, base) => { const value = { ${given.join()} }; ${perhaps.join('')} return value }`,
      packings,
    ),
  }
}

/** A function with one literal is far faster than a loop over names; its source holds names from this folder only. */
function written<F>(source: string, packings: readonly Kind[]): F {
  return (new Function('packings', `return ${source}`) as (packings: readonly Kind[]) => F)(packings)
}

export function listOf<T>({ pack, unpack }: Packing<T>): Packing<T[]> {
  return {
    pack: (values, base) => values.map((value) => pack(value, base)),
    unpack: (packed, base) => (packed as unknown[]).map((value) => unpack(value, base)),
  }
}

/** Records by names that users chose. */
export function byName<T>({ pack, unpack }: Packing<T>): Packing<Record<string, T>> {
  const each = (values: Record<string, unknown>, turn: (value: never) => unknown): Record<string, unknown> => {
    const turned = { ...values }
    for (const name in turned) turned[name] = turn(turned[name] as never)
    return turned
  }
  return {
    pack: (values, base) => each(values, (value) => pack(value, base)),
    unpack: (packed, base) =>
      each(packed as Record<string, unknown>, (value) => unpack(value, base)) as Record<string, T>,
  }
}
