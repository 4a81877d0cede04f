import { type DayOfMessages, isContact } from '../../engine/core/simulate/index.ts'

/** How many messages customers got on a day. */
export const contactsOn = ({ byChannel }: DayOfMessages): number =>
  Object.entries(byChannel).reduce((sum, [channel, each]) => sum + (isContact(channel) ? each : 0), 0)
