/** As mail programs darken a mail that brings no dark colours of its own: all turned round but the pictures. */
export function inDark(html: string): string {
  const style =
    '<style>html{background:#fff;filter:invert(.92) hue-rotate(180deg)}img,video,[style*="url("]{filter:invert(1) hue-rotate(180deg)}</style>'
  const head = /<\/head>/i.exec(html)
  return head === null ? style + html : html.slice(0, head.index) + style + html.slice(head.index)
}
