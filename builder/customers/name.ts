import type { CustomerSummary } from '../api/types.ts'

/** What people call a customer: a name, else an e-mail address, else the id. */
export function nameOf({ id, traits }: Pick<CustomerSummary, 'id' | 'traits'>): string {
  const text = (key: string): string => {
    const value = traits[key]
    return typeof value === 'string' ? value : ''
  }
  const full = [text('firstName'), text('lastName')].filter((part) => part !== '').join(' ')
  return text('name') || full || text('email') || id
}
