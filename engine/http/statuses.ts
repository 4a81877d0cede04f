import type { Route } from './route.ts'

/** Headers that mean something to a route, and the statuses that come of them. `If-Match?`: it may be left out. */
export const HEADERS = {
  'If-Match': { required: true, statuses: [412, 428], description: 'The ETag the draft came with, or `*`.' },
  'If-Match?': { required: false, statuses: [412], description: 'The ETag of the draft that is meant, or `*`.' },
  'Idempotency-Key': {
    required: false,
    statuses: [422],
    description: 'A repeat under the same key changes nothing and is answered alike. 1 to 255 printable characters.',
  },
} as const
export type HeaderName = keyof typeof HEADERS

const WORDS: Record<number, string> = {
  400: 'The request is malformed; `problems` says where.',
  401: 'No key, or one that is not known.',
  403: 'The key may not do this, or the session comes from elsewhere.',
  404: 'There is nothing here.',
  406: 'JSON is not wanted.',
  409: 'It cannot be done as things stand.',
  412: 'The draft is another one by now; it is in `current`.',
  413: 'Too much in one request.',
  415: 'Not JSON, or an encoding other than gzip.',
  422: 'Well formed, but it cannot work.',
  428: '`If-Match` is missing.',
  429: 'Too much at once; `Retry-After` says when.',
  502: 'The provider cannot be reached.',
  503: 'Not now; `Retry-After` says when.',
  504: 'The provider did not answer.',
}

/** What a route may answer instead of what was asked for: what all of its kind may, and what is its own. In order. */
export function faultsOf({ access, params, body, headers, fails }: Route): [status: number, description: string][] {
  const statuses = new Set([
    ...[400, 406, 429, 503],
    ...(access === 'open' ? [] : [401, 403]),
    ...(params === undefined ? [] : [404]),
    ...(body === undefined ? [] : [413, 415]),
    ...headers.flatMap((name) => HEADERS[name].statuses),
    ...fails,
  ])
  return [...statuses].sort((a, b) => a - b).map((status) => [status, WORDS[status] ?? 'A problem.'])
}
