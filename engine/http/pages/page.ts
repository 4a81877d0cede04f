import type { Response } from 'express'

/** What a page says in one language. */
export type Language = 'en' | 'zh'

export const STYLES = `
:root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: Canvas; color: CanvasText }
main { max-width: 32rem; padding: 2rem }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; overflow-wrap: anywhere }
p { overflow-wrap: anywhere }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.5rem; border: 0; border-radius: .5rem; background: #1f5f8b; color: #fff; cursor: pointer }
button:focus-visible, label:focus-within { outline: 3px solid #4aa3df; outline-offset: 2px }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem }
label { display: grid; place-items: center; min-width: 2.75rem; min-height: 2.75rem; border: 1px solid GrayText; border-radius: .5rem; cursor: pointer }
label:has(:checked) { background: #1f5f8b; color: #fff }
input { position: absolute; opacity: 0 }
`

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string)

/** A whole page from a heading (text) and a body (HTML). */
export function sendPage(response: Response, status: number, language: Language, heading: string, body: string): void {
  const title = escapeHtml(heading)
  response
    .status(status)
    .set({ 'content-language': language === 'zh' ? 'zh-CN' : 'en', vary: 'accept-language', 'x-robots-tag': 'noindex' })
    .type('html')
    .send(
      `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLES}</style>
</head>
<body><main><h1>${title}</h1>
${body}
</main></body>
</html>
`,
    )
}
