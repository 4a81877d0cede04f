import type { Texts } from '../en/index.ts'
import { analytics } from './analytics.ts'
import { canvas } from './canvas.ts'
import { common } from './common.ts'
import { customers } from './customers.ts'
import { editor } from './editor.ts'
import { inspector } from './inspector.ts'
import { gallery } from './gallery.ts'
import { imports } from './import.ts'
import { journeys } from './journeys.ts'
import { keys } from './keys.ts'
import { messages } from './messages.ts'
import { publish } from './publish.ts'
import { segments } from './segments.ts'
import { settings } from './settings.ts'
import { simulate } from './simulate.ts'
import { travel } from './travel.ts'
import { whyNot } from './why-not.ts'
import { words } from './words.ts'

export const zhCN = {
  common,
  journeys,
  customers,
  messages,
  settings,
  canvas,
  words,
  editor,
  inspector,
  simulate,
  travel,
  publish,
  analytics,
  gallery,
  import: imports,
  segments,
  keys,
  whyNot,
} satisfies Texts
