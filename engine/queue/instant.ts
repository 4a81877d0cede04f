/** A hint for no instant at all would never ring and never be missed: a mistake of the caller, said at once. */
export function requireInstant(at: number | undefined): void {
  if (at !== undefined && !Number.isFinite(at)) {
    throw new RangeError(`A hint's "at" must be an instant in epoch milliseconds, got ${at}. Leave it out to wake now.`)
  }
}
