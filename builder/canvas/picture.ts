import type { StepBody } from '../document/document.ts'
import { CARD } from '../document/card.ts'
import type { LaneId } from '../theme/stages.ts'
import type { Card, Drawing, Line } from './drawing.ts'
import { cornersOf, roundedPath } from './routing.ts'

/** What a picture needs to be told in words. */
export interface PictureWords {
  title: string
  lane: (lane: LaneId) => string
  step: (step: StepBody) => { name: string; does: string }
  path: (type: string, path: string) => string
}

/** A picture is printed on white, whatever the theme of the screen. */
const HUES: Record<LaneId, string> = {
  none: '#6b7570',
  awareness: '#2f6fc1',
  evaluation: '#7457c4',
  purchase: '#15803d',
  use: '#0e7f8a',
  retention: '#a35b00',
  'win-back': '#b8405e',
}
const FONT = 'system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
const HEAD = 84
const FOOT = 100

/** The whole journey as SVG made of shapes and text, without anything from outside. */
export function drawPicture(drawing: Drawing, words: PictureWords): { text: string; width: number; height: number } {
  const { cards, lines, bands, bottom } = drawing
  const width = bands.reduce((sum, band) => sum + band.width, 0)
  const height = bottom + HEAD + FOOT
  const byId = new Map(cards.map((card) => [card.step.id, card]))
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family='${FONT}'>`,
    `<title>${escape(words.title)}</title><rect width="${width}" height="${height}" fill="#fff"/>`,
    '<defs><marker id="a" viewBox="-8 -6 10 12" markerWidth="9" markerHeight="11" markerUnits="userSpaceOnUse" orient="auto"><path d="M-6 -4.500L0 0L-6 4.500" fill="none" stroke="#8a9892" stroke-width="1.6"/></marker></defs>',
    `<text x="24" y="32" font-size="18" font-weight="600" fill="#1b2421">${escape(words.title)}</text>`,
    ...bands.map(
      ({ lane, left, width }) =>
        `<rect x="${left}" y="44" width="${width}" height="${height - 44}" fill="${HUES[lane]}" fill-opacity="0.05"/>` +
        `<text x="${left + width / 2}" y="68" text-anchor="middle" font-size="14" font-weight="600" fill="${HUES[lane]}">${escape(words.lane(lane))}</text>`,
    ),
    `<g transform="translate(0 ${HEAD})">`,
    ...lines.map((line) => lineText(line, byId, words)),
    ...cards.map((card) => cardText(card, words)),
    '</g></svg>',
  ].join('\n')
  return { text, width, height }
}

function lineText(line: Line, byId: ReadonlyMap<string, Card>, words: PictureWords): string {
  const { edge, port, route, named } = line
  const [from, to] = [byId.get(edge.from), byId.get(edge.to)]
  if (from === undefined || to === undefined) return ''
  const start = { x: from.place.x + port.x, y: from.place.y + port.y }
  const isTop = route.course === 'down' || route.course === 'around'
  const end = isTop
    ? { x: to.place.x + CARD.width / 2, y: to.place.y }
    : { x: to.place.x, y: to.place.y + CARD.height / 2 }
  const path = `<path d="${roundedPath(cornersOf(start, end, route))}" fill="none" stroke="#8a9892" stroke-width="1.6" marker-end="url(#a)"/>`
  if (!named) return path
  const label = escape(words.path(from.step.type, port.path))
  const style = 'font-size="11.500" fill="#56625d" stroke="#fff" stroke-width="4" paint-order="stroke"'
  return port.side === 'right'
    ? `${path}<text x="${start.x + 8}" y="${start.y + 4}" ${style}>${label}</text>`
    : `${path}<text x="${start.x}" y="${start.y + 20 + port.row * 18}" text-anchor="middle" ${style}>${label}</text>`
}

function cardText({ step, place: { x, y }, lane }: Card, words: PictureWords): string {
  const { name, does } = words.step(step)
  return (
    `<g transform="translate(${x} ${y})"><rect width="${CARD.width}" height="${CARD.height}" rx="12" fill="#fff" stroke="#c6d0cb"/>` +
    `<rect x="0" y="14" width="4" height="${CARD.height - 28}" rx="2" fill="${HUES[lane]}"/>` +
    `<text x="16" y="34" font-size="13.500" font-weight="600" fill="#1b2421">${escape(cut(name, 26))}</text>` +
    `<text x="16" y="56" font-size="12" fill="#56625d">${escape(cut(does, 32))}</text></g>`
  )
}

/** Chinese characters count double. */
function cut(text: string, room: number): string {
  let used = 0
  for (const [at, sign] of [...text].entries()) {
    used += /[\u1100-\uffef]/.test(sign) ? 2 : 1
    if (used > room) return `${[...text].slice(0, at).join('')}…`
  }
  return text
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] as string)
