import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './app.module.css'

interface Props {
  Icon: Icon
  title: string
  lead: string
  children?: ReactNode
  /** It is all there is on the screen, so its title is the screen's. */
  isScreen?: boolean
}

/** An empty place that says what belongs there and how it comes about. */
export function Empty({ Icon, title, lead, children, isScreen = false }: Props) {
  const Title = isScreen ? 'h1' : 'h2'
  return (
    <div className={classes['empty']}>
      <span className={classes['emptyIcon']}>
        <Icon size={28} stroke={1.6} aria-hidden />
      </span>
      <Title>{title}</Title>
      <p>{lead}</p>
      {children}
    </div>
  )
}
