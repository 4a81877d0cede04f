/**
 * The tracing port: the way of one message, from the request that brought it in to the provider's answer.
 *
 * Where a span goes on is told by a W3C `traceparent`, a text that is stored with inputs, enrollments and interactions.
 * So a trace survives whatever the store survives, an emptied queue included. While tracing is off there is none, and
 * nothing is stored.
 *
 * Attributes hold ids, names of routes, channels and steps, and numbers: never an address, a name or a body.
 */
export interface Tracing {
  readonly on: boolean
  /** Begins a span; whoever does so ends it. */
  begin(name: string, options?: SpanOptions): Span
  /** Does work in a span of its own, which ends with it. Spans begun in there without a `parent` belong below it. */
  run<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T>
  /** Calls `work`; spans begun in there without a `parent`, then or later, belong below this one. */
  within<T>(span: Span, work: () => T): T
  /** Traceparent of the span we are within. */
  current(): string | undefined
  /** Hands over what has not been exported yet. */
  close(): Promise<void>
}

export interface SpanOptions {
  /** Traceparent of the span it goes on from; null = a trace of its own; left out = the span it is begun in. */
  parent?: string | null | undefined
  /** Traceparents of spans it has to do with besides. */
  links?: readonly (string | undefined)[]
  /** What OpenTelemetry calls the kind. Left out: internal. */
  kind?: 'server' | 'client' | 'producer' | 'consumer'
  /** Epoch milliseconds, for what began earlier. */
  since?: number
  attributes?: Attributes
}

export type Attributes = Readonly<Record<string, string | number | boolean>>

export interface Span {
  /** To be stored with what goes on from here; undefined while tracing is off. */
  readonly traceparent: string | undefined
  rename(name: string): void
  set(attributes: Attributes): void
  /** @param failure what kind of failure it was, in a word; the message of an error may hold personal data */
  fail(failure: string): void
  end(): void
}

const nothing: Span = { traceparent: undefined, rename() {}, set() {}, fail() {}, end() {} }

/** Tracing that is off. */
export const untraced: Tracing = {
  on: false,
  begin: () => nothing,
  run: (_name, _options, work) => work(nothing),
  within: (_span, work) => work(),
  current: () => undefined,
  close: () => Promise.resolve(),
}

/** The trace context of a span, or of what carries one, as a field of its own; nothing while tracing is off. */
export const traceOf = ({ traceparent }: { traceparent?: string | undefined }): { traceparent?: string } =>
  traceparent === undefined ? {} : { traceparent }
