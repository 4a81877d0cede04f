import { conditions, contradiction, patternfault, patternfaultname } from './conditions.ts'
import { drawing } from './drawing.ts'
import { form } from './form.ts'
import { liquid, liquidfault, mjmlfault } from './liquid.ts'
import { type Rows, translator } from './match.ts'
import { parked } from './parked.ts'
import { phrases } from './phrases.ts'
import { refusals } from './refusals.ts'
import { schedulefault } from './schedules.ts'
import { steps } from './steps.ts'

const sentences: Rows = [...drawing, ...steps, ...conditions, ...liquid, ...parked, ...form]

const faults = { contradiction, patternfault, patternfaultname, liquidfault, mjmlfault, schedulefault }

const found = translator(sentences, { ...phrases, ...faults })
const refused = translator(refusals, { ...phrases, sentence: (english) => found(english) ?? english })

/** What the engine or the API says, in Chinese; null = it is not known how, as with step types from outside. */
export const inChinese = (english: string): string | null => found(english) ?? refused(english)
