import type { Request } from 'express'
import { z } from 'zod'
import type { Access, Caller } from './access.ts'
import { cursorsOf } from './cursors.ts'
import { readBody, readParams, readQuery } from './request.ts'
import type { Services } from './services.ts'
import type { HeaderName } from './statuses.ts'

/** What a handler answers. Bodies are built from explicit fields, never a stored document as it is. */
export interface Reply {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

export interface Call<P, Q, B> {
  params: P
  query: Q
  body: B
  caller: Caller
  request: Request
  services: Services
}

/** One row of the API: what it takes, who may ask, what it answers. Routing, checks and OpenAPI all come from it. */
export interface Spec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  method: 'get' | 'post' | 'put' | 'delete'
  /** Below /v1, in Express's notation. */
  path: string
  /** Defaults to `admin`. */
  access?: Access
  /** Heading in the reference. */
  tag: string
  summary: string
  description?: string
  params?: P
  query?: Q
  body?: B
  /** What the reference shows for the body, where the handler itself reads something wider. */
  bodyDoc?: z.ZodType
  /** Still answered when everything else has to wait: opt-outs and consent. */
  always?: boolean
  /** Looks at the pressure itself, because there may be opt-outs in what it is sent. */
  sheds?: boolean
  /** Headers it heeds, for the reference. */
  headers?: readonly HeaderName[]
  /** Statuses of faults that not every route of its kind has, for the reference. */
  fails?: readonly number[]
  /** Shape of the answer; none = no content. */
  answer?: z.ZodType
  /** Status of the answer in the reference. Defaults to 200, or 204 without an answer. */
  status?: number
  handle(call: Call<z.output<P>, z.output<Q>, z.output<B>>): Reply | Promise<Reply>
}

export interface Route extends Pick<Spec<z.ZodType, z.ZodType, z.ZodType>, 'method' | 'path' | 'tag' | 'summary'> {
  access: Access
  always: boolean
  sheds: boolean
  headers: readonly HeaderName[]
  fails: readonly number[]
  status: number
  description?: string
  params?: z.ZodType
  query: z.ZodType
  body?: z.ZodType
  /** An empty body counts as `{}`, which may be enough. */
  needsBody: boolean
  answer?: z.ZodType
  run(request: Request, caller: Caller, services: Services): Promise<Reply>
}

const NOTHING = z.strictObject({})
type Nothing = typeof NOTHING

export function route<P extends z.ZodType = Nothing, Q extends z.ZodType = Nothing, B extends z.ZodType = Nothing>(
  spec: Spec<P, Q, B>,
): Route {
  const {
    params = NOTHING,
    query = NOTHING,
    body,
    bodyDoc,
    answer,
    access = 'admin',
    always = false,
    sheds = false,
    headers = [],
    fails = [],
    handle,
  } = spec
  return {
    ...spec,
    access,
    always,
    sheds,
    headers,
    fails,
    query,
    status: spec.status ?? (answer === undefined ? 204 : 200),
    ...(bodyDoc === undefined ? {} : { body: bodyDoc }),
    needsBody: bodyDoc !== undefined || body?.safeParse({}).success === false,
    async run(request, caller, services) {
      const cursors = cursorsOf(services.tokens, `${spec.method} ${spec.path}`)
      const reply = await handle({
        params: readParams(request, params) as z.output<P>,
        query: cursors.open(readQuery(request, query) as z.output<Q>),
        body: cursors.open((body === undefined ? {} : await readBody(request, body)) as z.output<B>),
        caller,
        request,
        services,
      })
      return reply.body === undefined ? reply : { ...reply, body: cursors.seal(reply.body) }
    },
  }
}

export const ok = (body: unknown, headers?: Record<string, string>): Reply => ({
  status: 200,
  body,
  ...(headers === undefined ? {} : { headers }),
})
export const created = (body: unknown, headers: Record<string, string> = {}): Reply => ({ status: 201, body, headers })
export const noContent = (): Reply => ({ status: 204 })
