import type { Problem } from '../../engine/core/model/problem.ts'
import { earlyAnswer, forgetEarlyAnswers } from './early.ts'

/** A refused or failed request. `status` 0 = the server could not be reached. */
export class ApiError extends Error {
  readonly status: number
  readonly problems: readonly Problem[]
  /** The whole answer, e.g. with `current` after a conflict. */
  readonly body: unknown

  constructor(status: number, message: string, body: unknown = null) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.body = body
    this.problems = problemsOf(body)
  }
}

/** What failed because the server could not be reached. */
export const isAway = (error: unknown): boolean => error instanceof ApiError && error.status === 0

/** Says `signed-out` when the server does not know (any more) who asks. */
export const signals = new EventTarget()

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal | undefined
}

/** Asks the API; `path` is below /v1. The session cookie goes along by itself. Throws ApiError. */
export async function request<T>(path: string, options: Request = {}): Promise<T> {
  return (await requestWithHeaders<T>(path, options)).body
}

export async function requestWithHeaders<T>(
  path: string,
  { method = 'GET', body, headers, signal }: Request = {},
): Promise<{ body: T; headers: Headers }> {
  const response = await reach(`/v1${path}`, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : { 'x-perennial': '1' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  })
  if (response.status === 401) signals.dispatchEvent(new Event('signed-out'))
  const answer = await jsonOf(response)
  if (!response.ok) throw new ApiError(response.status, titleOf(answer, response.status), answer)
  return { body: answer as T, headers: response.headers }
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    if (init.method !== 'GET') forgetEarlyAnswers()
    return (init.method === 'GET' && (await earlyAnswer(url))) || (await fetch(url, init))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'The server cannot be reached.')
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  if (response.status === 204 || !(response.headers.get('content-type') ?? '').includes('json')) return null
  try {
    return await response.json()
  } catch {
    return null
  }
}

function titleOf(body: unknown, status: number): string {
  const { detail, title } = (body ?? {}) as { detail?: unknown; title?: unknown }
  if (typeof detail === 'string' && detail !== '') return detail
  return typeof title === 'string' ? title : `The server answered ${status}.`
}

function problemsOf(body: unknown): readonly Problem[] {
  const { problems } = (body ?? {}) as { problems?: unknown }
  return Array.isArray(problems) ? (problems as Problem[]) : []
}
