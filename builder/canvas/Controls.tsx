import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFocusCentered, IconMap, IconMinus, IconPlus } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Panel, useReactFlow } from './adapter.ts'
import classes from './canvas.module.css'
import { glide } from './glide.ts'

interface Props {
  hasMap: boolean
  onMap: () => void
  onFit: () => void
}

/** Zoom, show everything, overview map. */
export const Controls = memo(function Controls({ hasMap, onMap, onFit }: Props) {
  const { t } = useTranslation()
  const flow = useReactFlow()
  return (
    <Panel position="bottom-left">
      <div className={classes['controls']} role="group" aria-label={t('canvas.view')}>
        <Control label={t('canvas.zoomOut')} onClick={() => void flow.zoomOut({ duration: glide(150) })}>
          <IconMinus size={17} />
        </Control>
        <Control label={t('canvas.zoomIn')} onClick={() => void flow.zoomIn({ duration: glide(150) })}>
          <IconPlus size={17} />
        </Control>
        <Control label={t('canvas.fit')} onClick={onFit}>
          <IconFocusCentered size={17} />
        </Control>
        <Control label={t('canvas.minimapToggle')} onClick={onMap} isOn={hasMap}>
          <IconMap size={17} />
        </Control>
      </div>
    </Panel>
  )
})

interface ControlProps {
  label: string
  onClick: () => void
  isOn?: boolean
  children: ReactNode
}

function Control({ label, onClick, isOn, children }: ControlProps) {
  return (
    <Tooltip label={label} position="top" openDelay={400}>
      <ActionIcon
        variant={isOn === true ? 'light' : 'subtle'}
        color={isOn === true ? 'evergreen' : 'gray'}
        size={32}
        aria-label={label}
        {...(isOn === undefined ? {} : { 'aria-pressed': isOn })}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  )
}
