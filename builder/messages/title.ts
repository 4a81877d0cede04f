import type { TFunction } from 'i18next'

/**
 * What a row of the ledger is called: its subject, else its step. Only of a mail it is worth a word that it has no subject;
 * text messages, codes and web calls never have one.
 */
export function titleOf(
  { subject, channel }: { subject?: string | null; channel: string },
  step: string,
  t: TFunction,
): string {
  return subject ?? (channel === 'email' ? t('messages.noSubject') : step)
}
