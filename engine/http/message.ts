import { pickZone } from '../core/calendar/index.ts'
import type { JsonObject } from '../core/model/json.ts'
import { hasErrors, type Problem } from '../core/model/problem.ts'
import { TemplateError, type TextScope } from '../core/text/index.ts'
import { renderMessage } from '../core/text/message.ts'
import { findCustomer } from './enrollments.ts'
import { invalid } from './request.ts'
import type { Services } from './services.ts'

export interface MessageRequest {
  content: JsonObject
  customerId?: string
  /** Stands in for a customer, where none is named. */
  customer?: JsonObject
  event?: JsonObject
  vars?: JsonObject
}

/**
 * A message as one customer would get it: what a preview shows and what a test sends, made by the code that makes the
 * real ones. Its unsubscribe link leads nowhere, or trying it would end somebody's consent.
 * @throws ProblemError 422 naming the text, line and column
 */
export async function makeMessage(
  request: MessageRequest,
  services: Services,
): Promise<{ content: JsonObject; problems: Problem[] }> {
  const rendered = render(request.content, await scopeOf(request, services))
  const problems = await problemsOf(rendered, services)
  try {
    return { content: await services.bodies.finish(rendered), problems }
  } catch (error) {
    if (hasErrors(problems)) throw invalid('bad-mjml', problems, 422)
    throw error
  }
}

function render(content: JsonObject, scope: TextScope): JsonObject {
  try {
    return renderMessage(content, scope)
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    const { reason, line, column, part } = error
    const message = `"${part}" of the content, line ${line}, column ${column}: ${reason}`
    const pointer = `/content/${part}`
    throw invalid('bad-template', [{ code: 'bad-template', message, pointer, severity: 'error', line, column }], 422)
  }
}

async function problemsOf({ mjml }: JsonObject, { bodies }: Services): Promise<Problem[]> {
  if (typeof mjml !== 'string' || mjml === '') return []
  return (await bodies.check(mjml)).map(({ line, message, isCertain }) => ({
    code: 'bad-mjml',
    message: `"mjml" of the content, line ${line}: ${message}`,
    pointer: '/content/mjml',
    severity: isCertain ? 'error' : 'warning',
    line,
  }))
}

async function scopeOf(
  { customerId, customer: standIn = {}, event = {}, vars = {} }: MessageRequest,
  services: Services,
): Promise<TextScope> {
  const { store, clock, publicUrl } = services
  const customer = customerId === undefined ? null : await findCustomer(store, customerId)
  const workspace = await store.settings.workspace()
  return {
    customer: customer ? { id: customer.id, ...customer.traits } : standIn,
    event,
    entry: event,
    vars,
    loyalty: { points: customer?.points.balance ?? 0, tier: customer?.tier ?? null },
    links: { unsubscribe: `${publicUrl}/u/test` },
    now: clock.now(),
    zone: pickZone(customer?.timeZone, null, workspace.timeZone),
  }
}
