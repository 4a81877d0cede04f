import { Anchor, Badge, Group, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CustomerSummary } from '../api/types.ts'
import { ListTable } from '../app/ListTable.tsx'
import { relativeTime } from '../words/time.ts'
import { nameOf } from './name.ts'
import { StageTag } from './StageTag.tsx'

export function CustomerTable({ customers }: { customers: readonly CustomerSummary[] }) {
  const { t } = useTranslation()
  const head = (
    <>
      <Table.Th>{t('customers.customer')}</Table.Th>
      <Table.Th>{t('customers.stage')}</Table.Th>
      <Table.Th visibleFrom="sm">{t('customers.tags')}</Table.Th>
      <Table.Th visibleFrom="md">{t('customers.zone')}</Table.Th>
      <Table.Th visibleFrom="sm">{t('customers.since')}</Table.Th>
    </>
  )
  return (
    <ListTable head={head}>
      {customers.map((customer) => (
        <Table.Tr key={customer.id}>
          <Table.Td>
            <Anchor
              component={Link}
              to={`/customers/${encodeURIComponent(customer.id)}`}
              fw={600}
              c="var(--ink)"
              underline="hover"
            >
              {nameOf(customer)}
            </Anchor>
            <Text size="sm" c="var(--ink-soft)">
              {customer.id}
            </Text>
          </Table.Td>
          <Table.Td>{customer.stage !== null && <StageTag stage={customer.stage} />}</Table.Td>
          <Table.Td visibleFrom="sm">
            <Group gap={4}>
              {(customer.tags ?? []).map((tag) => (
                <Badge key={tag} variant="default" tt="none" fw={500}>
                  {tag}
                </Badge>
              ))}
            </Group>
          </Table.Td>
          <Table.Td visibleFrom="md">
            <Text size="sm" c="var(--ink-soft)">
              {customer.timeZone ?? '–'}
            </Text>
          </Table.Td>
          <Table.Td visibleFrom="sm">
            <Text size="sm" c="var(--ink-soft)">
              {relativeTime(customer.createdAt)}
            </Text>
          </Table.Td>
        </Table.Tr>
      ))}
    </ListTable>
  )
}
