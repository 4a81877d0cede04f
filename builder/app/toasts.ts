import { notifications } from '@mantine/notifications'
import { ApiError } from '../api/client.ts'
import { i18n } from '../i18n/index.ts'

/** Short news at the lower right corner. */
export function tell(message: string): void {
  notifications.show({ message, withBorder: true, closeButtonProps: { 'aria-label': i18n.t('common.close') } })
}

/** What went wrong, in the server's own words and with every problem it named. */
export function tellError(error: unknown): void {
  const isOffline = error instanceof ApiError && error.status === 0
  const message = isOffline
    ? i18n.t('common.error.offline')
    : error instanceof Error
      ? [error.message, ...(error instanceof ApiError ? error.problems.map((problem) => problem.message) : [])].join(
          ' ',
        )
      : String(error)
  notifications.show({
    message,
    color: 'red',
    withBorder: true,
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': i18n.t('common.close') },
  })
}
