/** Lights up one line of the canvas, the one that would be changed; null = none. Nothing renders for it. */
export function createGlow(): (line: string | null) => void {
  let shown: string | null = null
  let glowing: Element | null = null
  return (line) => {
    if (line === shown) return
    shown = line
    glowing?.classList.remove('drop-here')
    glowing = line === null ? null : document.querySelector(`.react-flow__edge[data-id="${CSS.escape(line)}"]`)
    glowing?.classList.add('drop-here')
  }
}
