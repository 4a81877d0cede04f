import { useEffect } from 'react'
import { isRouteErrorResponse, useRouteError } from 'react-router'
import { isAway } from '../api/client.ts'
import { ErrorNote } from './ErrorNote.tsx'
import { NotFound } from './NotFound.tsx'
import { serverBack } from './part.ts'

/** In place of a screen that could not be opened. One that is missing because the server is away opens when it is back. */
export function RouteError() {
  const error = useRouteError()
  const isWaiting = isAway(error)
  useEffect(() => {
    if (!isWaiting) return
    const leaving = new AbortController()
    void serverBack(leaving.signal).then(() => leaving.signal.aborted || location.reload())
    return () => leaving.abort()
  }, [isWaiting])
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />
  return <ErrorNote isScreen error={error} {...(isWaiting ? {} : { onRetry: () => location.reload() })} />
}
