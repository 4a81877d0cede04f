/** At most so many messages to one customer, counted over all journeys. */
export interface WorkspaceCap {
  max: number
  /** A duration: date parts count the customer's local calendar periods, time parts a rolling span. At most a year. */
  per: string
  /** Only messages of this channel count and are held. */
  channel?: string
  /** Only messages about this topic count and are held. */
  topic?: string
  /** What becomes of a message above it; `defer` unless given. */
  over?: 'defer' | 'drop'
}

/** A subject customers agree to, with the name that people read. The id is what steps and consents say. */
export interface Topic {
  id: string
  name: string
  description?: string
}
