/** What messages of this product can leave by. */
export const CHANNELS = ['email', 'sms', 'push', 'webhook']
/** Those of them that reach a customer, who is asked first. */
export const CONTACT_CHANNELS = ['email', 'sms', 'push']
