// Asks for what the address needs while the page itself is still being read: files and answers that the bundle would only
// ask for one after the other. A file of its own: inline scripts are refused. The build names the files (vite.config.ts).
;(() => {
  const { canvas = '', en = '', zh = '' } = document.currentScript.dataset
  // Somebody who comes with a key is not signed in yet.
  if (new URLSearchParams(location.hash.slice(1)).has('key')) return

  let language = null
  try {
    language = localStorage.getItem('perennial.language')
  } catch {
    // As if nothing had been chosen.
  }
  const isChinese = language === null ? navigator.language.toLowerCase().startsWith('zh') : language === 'zh-CN'
  const load = (files) => {
    for (const file of files.split(' ').filter(Boolean)) {
      const isStyle = file.endsWith('.css')
      const link = document.createElement('link')
      Object.assign(link, { rel: isStyle ? 'preload' : 'modulepreload', crossOrigin: '', href: `/${file}` })
      if (isStyle) link.as = 'style'
      document.head.append(link)
    }
  }
  const ask = (path) => {
    const answer = fetch(path, { credentials: 'same-origin', headers: { accept: 'application/json' } })
    // Whoever takes it asks again if it failed.
    answer.catch(() => {})
    asked[path] = { at: performance.now(), answer }
  }

  const asked = (window.perennialAsked = {})
  ask('/v1/session')
  load(isChinese ? zh : en)
  const id = /^\/journeys\/([^/]+)\/build\/?$/.exec(location.pathname)?.[1]
  if (id === undefined) return
  ask(`/v1/journeys/${id}`)
  load(canvas)
})()
