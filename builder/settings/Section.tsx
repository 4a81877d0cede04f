import { Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import boxes from '../customers/customers.module.css'

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={boxes['box']}>
      <h2>{title}</h2>
      <Stack gap="md">{children}</Stack>
    </section>
  )
}
