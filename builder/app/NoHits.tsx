import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './app.module.css'

/** A list that was narrowed to nothing, and the way back to all of it. */
export function NoHits({ text, clear, onClear, children }: Props) {
  return (
    <div className={classes['empty']}>
      <p>{text}</p>
      <Group>
        {children}
        <Button variant="light" onClick={onClear}>
          {clear}
        </Button>
      </Group>
    </div>
  )
}

interface Props {
  text: string
  clear: string
  onClear: () => void
  children?: ReactNode
}
