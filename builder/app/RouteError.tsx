import { isRouteErrorResponse, useRouteError } from 'react-router'
import { ErrorNote } from './ErrorNote.tsx'
import { NotFound } from './NotFound.tsx'

export function RouteError() {
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />
  return <ErrorNote isScreen error={error} onRetry={() => location.reload()} />
}
