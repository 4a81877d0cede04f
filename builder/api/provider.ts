import { QueryClient } from '@tanstack/react-query'
import { ApiError, signals } from './client.ts'

/** One client for the page. A session that ends shows itself with the next request, whatever that is. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2000,
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
    },
  })
  signals.addEventListener('signed-out', () => {
    if (client.getQueryData(['session']) === true) client.setQueryData(['session'], 'ended')
  })
  return client
}
