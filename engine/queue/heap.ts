/** A binary heap: `peek` and `pop` give the element that comes `before` all others. */
export interface Heap<T> {
  push(value: T): void
  peek(): T | undefined
  pop(): T | undefined
  clear(): void
}

export function createHeap<T>(before: (a: T, b: T) => boolean): Heap<T> {
  const values: T[] = []

  const isBefore = (a: number, b: number) => before(values[a] as T, values[b] as T)

  function swap(a: number, b: number): void {
    const held = values[a] as T
    values[a] = values[b] as T
    values[b] = held
  }

  function rise(index: number): void {
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!isBefore(index, parent)) return
      swap(index, parent)
      index = parent
    }
  }

  function sink(index: number): void {
    for (;;) {
      const left = index * 2 + 1
      const right = left + 1
      let first = index
      if (left < values.length && isBefore(left, first)) first = left
      if (right < values.length && isBefore(right, first)) first = right
      if (first === index) return
      swap(index, first)
      index = first
    }
  }

  return {
    push(value) {
      values.push(value)
      rise(values.length - 1)
    },
    peek: () => values[0],
    pop() {
      const top = values[0]
      const last = values.pop()
      if (values.length > 0) {
        values[0] = last as T
        sink(0)
      }
      return top
    },
    clear() {
      values.length = 0
    },
  }
}
