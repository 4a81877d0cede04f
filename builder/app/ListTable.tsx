import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './app.module.css'

/** The table of a list screen: one row of headings, then the rows. Columns that do not fit are left out by the rows. */
export function ListTable({ head, spacing = 'sm', children }: Props) {
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table className={classes['list'] ?? ''} verticalSpacing={spacing} horizontalSpacing="lg" highlightOnHover>
        <Table.Thead>
          <Table.Tr>{head}</Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

interface Props {
  head: ReactNode
  spacing?: 'sm' | 'md'
  children: ReactNode
}
