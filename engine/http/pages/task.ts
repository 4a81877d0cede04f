import type { Interaction } from '../../core/model/interaction.ts'
import { ProblemError } from '../../problem.ts'
import { findTask, finishTask, toTask } from '../routes/tasks.ts'
import type { Page } from './index.ts'
import { escapeHtml, sendPage } from './page.ts'

/** A task for a colleague, to be marked as done without a login. */
export const taskPage: Page<Interaction> = {
  path: '/t/:token',

  async read(token, services) {
    const claims = services.tokens.read('task', token) as { interactionId?: unknown } | null | undefined
    if (typeof claims?.interactionId !== 'string') return null
    return findTask(claims.interactionId, services).catch((error: unknown) => {
      if (error instanceof ProblemError && error.status === 404) return null
      throw error
    })
  },

  async show(row, { response, language, texts, services }) {
    const { title, dueAt, status } = toTask(row, services)
    const due = dueAt === null ? '' : `<p>${escapeHtml(texts.taskDue(dueAt))}</p>`
    const form = `<form method="post"><button name="done" value="true">${escapeHtml(texts.taskButton)}</button></form>`
    sendPage(
      response,
      200,
      language,
      title,
      status === 'done' ? `<p>${escapeHtml(texts.taskDone)}</p>` : `${due}\n${form}`,
    )
  },

  async act(row, { response, language, texts, services }) {
    await finishTask(row, services)
    sendPage(response, 200, language, toTask(row, services).title, `<p>${escapeHtml(texts.taskDone)}</p>`)
  },
}
