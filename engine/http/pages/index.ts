import { type Request, type RequestHandler, type Response, Router } from 'express'
import { noStore, pageHeaders } from '../headers.ts'
import { refuseMethod } from '../mount.ts'
import { createRate, tooMany } from '../rate.ts'
import type { Services } from '../services.ts'
import { answerPage } from './answer.ts'
import { escapeHtml, type Language, sendPage, STYLES } from './page.ts'
import { taskPage } from './task.ts'
import { TEXTS, type Texts } from './texts.ts'
import { unsubscribePage } from './unsubscribe.ts'

/** A page behind a signed link: `T` is what the token says. Looking changes nothing, posting does, any number of times. */
export interface Page<T> {
  path: string
  /** Null for a token that was not made here. */
  read(token: string, services: Services): T | null | Promise<T | null>
  show(wish: T, visit: Visit): Promise<void>
  act(wish: T, visit: Visit): Promise<void>
}

export interface Visit {
  request: Request
  response: Response
  language: Language
  texts: Texts
  services: Services
}

/** Wrong tokens an address may try at once, and per second after that. */
const WRONG_TOKENS = { burst: 30, perSecond: 0.5 }

/** The pages customers and colleagues get to from messages, without a login and without a cookie. */
export function pagesRouter(services: Services): Router {
  const router = Router()
  const guesses = createRate(WRONG_TOKENS.burst, WRONG_TOKENS.perSecond, services.monotonic)

  function at<T>({ path, read, show, act }: Page<T>): void {
    const visit =
      (answer: Page<T>['show']): RequestHandler<{ token: string }> =>
      async (request, response) => {
        response.locals.route = `${request.method} ${path}`
        const language: Language = request.acceptsLanguages('en', 'zh', 'zh-CN')?.toString().startsWith('zh')
          ? 'zh'
          : 'en'
        const texts = TEXTS[language]
        const wish = await read(request.params.token, services)
        if (wish !== null) return answer(wish, { request, response, language, texts, services })
        if (!guesses.take(request.ip ?? '')) throw tooMany('Too many wrong links were tried from this address.', 60)
        sendPage(response, 404, language, texts.goneTitle, `<p>${escapeHtml(texts.goneText)}</p>`)
      }
    const headers = [pageHeaders(services.publicUrl, STYLES), noStore]
    router
      .route(path)
      .all(...headers)
      .get(visit(show))
      .post(visit(act))
      .all(refuseMethod(['GET', 'POST']))
  }

  at(unsubscribePage)
  at(answerPage)
  at(taskPage)
  return router
}
