/** What people call the things that conditions and steps name by id. An id that is not known stays as it is. */
export interface WordNames {
  segment(id: string): string
  /** A step of the journey that is spoken of. */
  step(id: string): string
  journey(id: string): string
  topic(id: string): string
  /** A stored message. */
  template(id: string): string
  /** A field of a step type's config. */
  field(type: string, key: string): string
}

const same = (id: string): string => id

/** Where nothing is known but ids. */
export const idsOnly: WordNames = {
  segment: same,
  step: same,
  journey: same,
  topic: same,
  template: same,
  field: (_, key) => key,
}
