const PROOFS: ReadonlySet<string> = new Set([
  ...['delivered', 'opened', 'clicked', 'replied', 'converted', 'answered'],
  // Whoever reports these has had the message.
  ...['bounced', 'complained', 'unsubscribed'],
])

/** Whether an outcome shows that the provider had taken the message, so that its status is not unknown any more. */
export const provesAcceptance = (outcome: string): boolean => PROOFS.has(outcome)
