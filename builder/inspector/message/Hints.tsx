import { IconAlertTriangleFilled, IconExclamationCircleFilled } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import classes from '../inspector.module.css'
import { hintsFor } from './hints.ts'

interface Props {
  channel: string
  content: JsonObject
  made: JsonObject
  customer: JsonObject
}

/** What somebody with experience would say about the message. */
export function Hints({ channel, content, made, customer }: Props) {
  const { t } = useTranslation()
  const hints = useMemo(() => hintsFor(channel, content, made, customer), [channel, content, made, customer])
  if (hints.length === 0) return null
  return (
    <ul className={classes['hints']} aria-label={t('inspector.message.hints')}>
      {hints.map(({ key, severity, values }) => {
        const Icon = severity === 'error' ? IconExclamationCircleFilled : IconAlertTriangleFilled
        return (
          <li key={`${key} ${String(values?.['path'])}`} data-severity={severity}>
            <Icon size={15} aria-hidden />
            {t(`inspector.message.hint.${key}`, { open: '{{', ...values })}
          </li>
        )
      })}
    </ul>
  )
}
