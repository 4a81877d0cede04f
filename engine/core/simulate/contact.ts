/** Whether customers get to see what goes out on a channel: nobody reads a web call, a task for a colleague or a code. */
export const isContact = (channel: string): boolean => !OTHERS.includes(channel)

const OTHERS: readonly string[] = ['webhook', 'task', 'coupon']
