import { randomUUID } from 'node:crypto'

/** What went wrong, in words, with the exit code that tells scripts. */
export class OpsError extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

/** `failing`: it was asked and answered, and something is not as it should be. */
export const EXIT = { ok: 0, failing: 1, refused: 2, key: 3, unreachable: 4, usage: 64 } as const

export interface Client {
  get<T>(path: string, query?: Record<string, string | number | undefined>): Promise<T>
  /** With an Idempotency-Key of this run: repeated after a lost answer, nothing is done twice. */
  send<T>(method: 'POST' | 'PUT', path: string, body: object): Promise<T>
}

const PATIENCE_MS = 60_000

/** Talks to a running server. @throws OpsError for everything that is not an answer */
export function createClient(url: string, key: string): Client {
  const run = randomUUID()
  const base = readUrl(url)

  async function ask<T>(method: string, path: string, init: RequestInit = {}): Promise<T> {
    const headers = { authorization: `Bearer ${key}`, accept: 'application/json', ...init.headers }
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const response = await fetch(base + path, { ...init, method, headers, signal }).catch((error: unknown) => {
      throw new OpsError(
        `${base} cannot be reached: ${reasonOf(error)}. Is the server running there? Set PERENNIAL_URL to its address.`,
        EXIT.unreachable,
      )
    })
    const text = await response.text()
    // Every answer of ours has it. Others may answer anything to any address.
    if (response.ok && !response.headers.has('x-request-id')) throw notPerennial(base)
    if (response.ok) return (text === '' ? undefined : readJson(text, base)) as T
    throw refusal(response.status, text, base)
  }

  return {
    get(path, query = {}) {
      const given = Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      )
      const search = new URLSearchParams(given).toString()
      return ask('GET', search === '' ? path : `${path}?${search}`)
    },
    send: (method, path, body) =>
      ask(method, path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': run },
      }),
  }
}

function readUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url.replace(/\/+$/, '')
  throw new OpsError(`PERENNIAL_URL: "${url}" is no address. Write http://host:port or https://host.`, EXIT.usage)
}

/** fetch hides why it failed in the cause of a cause. */
function reasonOf(error: unknown): string {
  const { cause, name, message } = error as Error & { cause?: { code?: string; message?: string } }
  return name === 'TimeoutError'
    ? `no answer within ${PATIENCE_MS / 1000} s`
    : (cause?.code ?? cause?.message ?? message)
}

function readJson(text: string, base: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw notPerennial(base)
  }
}

const notPerennial = (base: string, status = ''): OpsError =>
  new OpsError(`What answers at ${base} is not Perennial${status}. Set PERENNIAL_URL to its address.`, EXIT.unreachable)

interface ProblemDocument {
  detail?: string
  instance?: string
  problems?: { message: string }[]
}

function refusal(status: number, text: string, base: string): OpsError {
  let problem: ProblemDocument = {}
  try {
    problem = JSON.parse(text) as ProblemDocument
  } catch {
    return notPerennial(base, ` (HTTP ${status})`)
  }
  const said = problem.problems?.length
    ? problem.problems.map(({ message }) => message).join('\n')
    : (problem.detail ?? `HTTP ${status}`)
  if (status === 401 || status === 403)
    return new OpsError(`The key in PERENNIAL_ADMIN_KEY was refused: ${said}`, EXIT.key)
  if (status >= 500) return new OpsError(`${said} (HTTP ${status}, ${problem.instance ?? 'no id'})`, EXIT.unreachable)
  return new OpsError(said, EXIT.refused)
}
