/** What messages of this product can leave by. */
export const CHANNELS = ['email', 'sms', 'push', 'webhook']
