import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './app.module.css'

interface Props {
  Icon: Icon
  title: string
  lead: string
  children?: ReactNode
}

/** An empty place that says what belongs there and how it comes about. */
export function Empty({ Icon, title, lead, children }: Props) {
  return (
    <div className={classes['empty']}>
      <span className={classes['emptyIcon']}>
        <Icon size={28} stroke={1.6} aria-hidden />
      </span>
      <h2>{title}</h2>
      <p>{lead}</p>
      {children}
    </div>
  )
}
