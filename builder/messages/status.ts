import type { TFunction } from 'i18next'

/** Where a row of the ledger stands: a message is sent, a task created, a code issued. */
export const statusInWords = (status: string, channel: string, t: TFunction): string =>
  t(`messages.status.${status}`, { context: channel, defaultValue: status })
