import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** React Flow's own texts in the current language, the same object while the language stays. */
export function useAriaTexts() {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      'node.a11yDescription.default': t('canvas.keysRead'),
      'node.a11yDescription.keyboardDisabled': t('canvas.keysRead'),
      'edge.a11yDescription.default': '',
      'controls.ariaLabel': t('canvas.view'),
      'controls.zoomIn.ariaLabel': t('canvas.zoomIn'),
      'controls.zoomOut.ariaLabel': t('canvas.zoomOut'),
      'controls.fitView.ariaLabel': t('canvas.fit'),
      'minimap.ariaLabel': t('canvas.minimap'),
      'handle.ariaLabel': t('canvas.port'),
    }),
    [t],
  )
}
