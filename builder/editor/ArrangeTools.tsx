import { ActionIcon, Group, Tooltip } from '@mantine/core'
import {
  IconLayoutAlignBottom,
  IconLayoutAlignLeft,
  IconLayoutAlignRight,
  IconLayoutAlignTop,
  IconLayoutDistributeHorizontal,
  IconLayoutDistributeVertical,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Arrangement } from '../document/align.ts'
import type { Actions } from './canvas-actions.ts'

const TOOLS = [
  ['left', IconLayoutAlignLeft],
  ['right', IconLayoutAlignRight],
  ['top', IconLayoutAlignTop],
  ['bottom', IconLayoutAlignBottom],
  ['across', IconLayoutDistributeVertical],
  ['down', IconLayoutDistributeHorizontal],
] as const satisfies readonly (readonly [Arrangement, unknown])[]

/** Puts several chosen steps in line. */
export function ArrangeTools({ actions }: { actions: Actions }) {
  const { t } = useTranslation()
  return (
    <Group gap={4} role="group" aria-label={t('editor.arrange.label')}>
      {TOOLS.map(([how, Icon]) => (
        <Tooltip key={how} label={t(`editor.arrange.${how}`)} openDelay={300}>
          <ActionIcon
            variant="default"
            size={34}
            aria-label={t(`editor.arrange.${how}`)}
            onClick={() => actions.align(how)}
          >
            <Icon size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      ))}
    </Group>
  )
}
