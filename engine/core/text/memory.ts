/** Remembers values by text, those used last, up to a number of characters of text in all. */
export class Memory<T> {
  private readonly values = new Map<string, T>()
  private readonly most: number
  private held = 0

  constructor(characters: number) {
    this.most = characters
  }

  get(text: string): T | undefined {
    const value = this.values.get(text)
    if (value === undefined) return undefined
    // A Map keeps the order of setting: its first is the one not used for longest.
    this.values.delete(text)
    this.values.set(text, value)
    return value
  }

  remove(text: string): void {
    if (this.values.delete(text)) this.held -= text.length
  }

  set(text: string, value: T): void {
    if (text.length > this.most || this.values.has(text)) return
    this.values.set(text, value)
    this.held += text.length
    for (const oldest of this.values.keys()) {
      if (this.held <= this.most) break
      this.values.delete(oldest)
      this.held -= oldest.length
    }
  }
}
