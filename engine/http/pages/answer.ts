import { derivedId } from '../../core/hash.ts'
import type { Json } from '../../core/model/json.ts'
import { SCALES, type SurveyKind } from '../../core/steps/survey-scale.ts'
import type { Services } from '../services.ts'
import { ProblemError } from '../../problem.ts'
import { readForm } from './form.ts'
import type { Page } from './index.ts'
import { escapeHtml, sendPage } from './page.ts'

interface Answer {
  customerId: string
  interactionId: string
  /** The answer that was clicked on. */
  value: Json
  question: string
  /** Answers that can be given. */
  values: readonly Json[]
}

/** Records the answer to a survey. The link names one answer; the page shows them all and sends nothing by being opened. */
export const answerPage: Page<Answer> = {
  path: '/a/:token',

  async read(token, services) {
    const claims = services.tokens.read('answer', token) as Record<string, Json> | null | undefined
    const { customerId, enrollmentId, step, visit, value = null } = claims ?? {}
    if (typeof customerId !== 'string') return null
    // Surveys write their links before they know the interaction; its id follows from the same parts.
    const interactionId = claims?.interactionId ?? derivedId('in', String(enrollmentId), String(step), String(visit))
    return {
      customerId,
      interactionId: String(interactionId),
      value,
      ...(await surveyOf(String(interactionId), value, services)),
    }
  },

  async show({ value, question, values }, { response, language, texts }) {
    const numbers = values.filter((value) => typeof value === 'number')
    const hint =
      numbers.length > 1 ? `<p>${escapeHtml(texts.answerHint(Math.min(...numbers), Math.max(...numbers)))}</p>` : ''
    const choices = values.map((choice) => {
      const text = escapeHtml(String(choice))
      return `<label><input type="radio" name="value" value="${text}" required${choice === value ? ' checked' : ''}>${text}</label>`
    })
    const form = `<form method="post"><fieldset aria-label="${escapeHtml(texts.answerTitle)}">${choices.join('\n')}</fieldset><button>${escapeHtml(texts.answerButton)}</button></form>`
    sendPage(response, 200, language, question || texts.answerTitle, `${hint}\n${form}`)
  },

  async act({ customerId, interactionId, value, values }, { request, response, language, texts, services }) {
    const given = (await readForm(request)).get('value') ?? String(value)
    const chosen = values.find((choice) => String(choice) === given)
    if (chosen === undefined) {
      throw new ProblemError(400, 'invalid-request', `"value" is none of the answers: ${values.join(', ')}.`)
    }
    // The first answer moves the customer on; the same one again is no other.
    const id = derivedId('an', interactionId, JSON.stringify(chosen))
    await services.ingest.acceptAndApply([{ id, customerId, body: { kind: 'answer', value: chosen, interactionId } }])
    const at = services.clock.now()
    await services.store.interactions.addOutcomes([{ interactionId, outcome: 'answered', at, data: chosen }])
    sendPage(response, 200, language, texts.answeredTitle, `<p>${escapeHtml(texts.answeredText)}</p>`)
  },
}

/** What was asked and what can be answered, as the version that asked had it. */
async function surveyOf(id: string, value: Json, { store }: Services): Promise<Pick<Answer, 'question' | 'values'>> {
  const row = (await store.interactions.get([id])).get(id)
  const version = row && (await store.journeys.version(row.journeyId, row.version))
  const kind = version?.journey.steps.find((step) => step.id === row?.step)?.config.kind
  const subject = row?.content.subject
  return {
    question: typeof subject === 'string' ? subject : '',
    values: typeof kind === 'string' && Object.hasOwn(SCALES, kind) ? SCALES[kind as SurveyKind].values : [value],
  }
}
