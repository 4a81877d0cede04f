// The thread that makes HTML of MJML and plain text of HTML: both are heavy enough to hold up everybody else. It is
// plain JavaScript because a thread starts without the loader the server runs by.
import { parentPort } from 'node:worker_threads'
import { convert } from 'html-to-text'
import mjml from 'mjml'

/** @type {(source: string, options: object) => Promise<{ html: string, errors: { line: number, message: string, tagName: string }[] }>} */
const toHtml = mjml.default ?? mjml

/** Nothing is read from disk and nothing rearranged; no mail calls on a font server unless its author wrote so (`mj-font`). */
const MJML = {
  fonts: {},
  ignoreIncludes: true,
  validationLevel: 'skip',
  minify: false,
  beautify: false,
  keepComments: true,
}

/** As people write mails: no shouting headings, no pictures, no addresses twice. */
const TEXT = {
  wordwrap: false,
  selectors: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, linkBrackets: ['(', ')'] } },
    { selector: 'img', format: 'skip' },
    // What mailboxes show beside the subject stands in the page, unseen.
    { selector: 'div[style*="display:none"]', format: 'skip' },
  ],
}

/** @type {Record<string, (source: string) => unknown>} */
const JOBS = {
  mjml: async (source) => {
    const { html } = await toHtml(source, MJML)
    return { html, text: convert(html, TEXT) }
  },
  html: (source) => ({ html: source, text: convert(source, TEXT) }),
  check: async (source) => {
    const { errors } = await toHtml(source, { ...MJML, validationLevel: 'soft' })
    return errors.map(({ line, message, tagName }) => ({ line, message, tag: tagName }))
  },
}

parentPort?.on('message', async ({ kind, source }) => {
  try {
    parentPort?.postMessage({ result: await JOBS[kind]?.(source) })
  } catch (error) {
    parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) })
  }
})
