import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { pathLabel, textsOf, useRegistry } from '../api/registry.tsx'
import { useWordNames } from '../api/word-names.ts'
import { tellError } from '../app/toasts.ts'
import type { CanvasStore } from '../canvas/canvas-store.ts'
import { drawPicture } from '../canvas/picture.ts'
import { saveFile } from '../journeys/files.ts'
import { stepInWords } from '../words/step.ts'
import { useEditing } from './context.ts'

/** Saves the whole journey as a picture: real SVG with text that can be selected, or the same as PNG. */
export function usePicture(canvas: CanvasStore): (kind: 'png' | 'svg') => void {
  const { t } = useTranslation()
  const registry = useRegistry()
  const { editor } = useEditing()
  const names = useWordNames()

  return useCallback(
    (kind) => {
      const { id, name } = editor.getState().document.settings
      const svg = drawPicture(canvas.getState().drawing, {
        title: name,
        lane: (lane) => t(`common.stage.${lane}`),
        step: (step) => ({
          name: step.name ?? textsOf(step.type, registry).name,
          does: stepInWords(step, t, names),
        }),
        path: (type, path) => pathLabel(type, path, registry),
      })
      const picture = new Blob([svg.text], { type: 'image/svg+xml' })
      if (kind === 'svg') saveFile(`${id}.svg`, picture)
      else void toPng(picture, svg).then((png) => saveFile(`${id}.png`, png), tellError)
    },
    [canvas, editor, names, registry, t],
  )
}

const LARGEST = 12_000

async function toPng(svg: Blob, { width, height }: { width: number; height: number }): Promise<Blob> {
  const url = URL.createObjectURL(svg)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const scale = Math.min(2, LARGEST / Math.max(width, height))
    const surface = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale))
    surface.getContext('2d')?.drawImage(image, 0, 0, surface.width, surface.height)
    return await surface.convertToBlob({ type: 'image/png' })
  } finally {
    URL.revokeObjectURL(url)
  }
}
