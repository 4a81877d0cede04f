import { canvas } from './canvas.ts'
import { common } from './common.ts'
import { customers } from './customers.ts'
import { journeys } from './journeys.ts'
import { messages } from './messages.ts'
import { settings } from './settings.ts'
import { words } from './words.ts'

export const en = { common, journeys, customers, messages, settings, canvas, words }

/** The shape every language must have. */
export type Texts = Widen<typeof en>

type Widen<T> = { [K in keyof T]: T[K] extends string ? string : Widen<T[K]> }
