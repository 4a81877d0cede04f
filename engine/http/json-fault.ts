type Wanted = 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end'

const SPACE = /[ \t\n\r]*/y
const STRING = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y

/** Where a text stops being JSON: the engine's own messages do not always say. The length of the text = it ends too early. */
export function jsonFaultAt(text: string): number {
  const open: ('}' | ']')[] = []
  let at = 0
  let wanted: Wanted = 'value'
  const eat = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const length = pattern.exec(text)?.[0].length
    at += length ?? 0
    return length !== undefined
  }
  for (;;) {
    eat(SPACE)
    const sign = text.charAt(at)
    if (sign !== '' && sign === open.at(-1) && wanted.endsWith('or end')) {
      open.pop()
      at += 1
      wanted = 'comma or end'
    } else if (wanted === 'comma or end') {
      if (sign !== ',' || open.length === 0) return at
      at += 1
      wanted = open.at(-1) === '}' ? 'key' : 'value'
    } else if (wanted === 'colon') {
      if (sign !== ':') return at
      at += 1
      wanted = 'value'
    } else if (wanted === 'key' || wanted === 'key or end') {
      if (!eat(STRING)) return at
      wanted = 'colon'
    } else if (sign === '{' || sign === '[') {
      open.push(sign === '{' ? '}' : ']')
      at += 1
      wanted = sign === '{' ? 'key or end' : 'value or end'
    } else {
      if (!eat(STRING) && !eat(SCALAR)) return at
      wanted = 'comma or end'
    }
  }
}
