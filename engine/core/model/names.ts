/** Names that came in until now. They tell a name that somebody mistyped from one that is meant. */
export interface SeenNames {
  /** As conditions and templates name them: `customer.plan`, `event.revenue`. */
  fields: readonly string[]
  events: readonly string[]
  /** There were more of them than are kept: that a name is missing says nothing. */
  full: boolean
}
