import { Alert, Badge, Button, Code, CopyButton, Group, Select, Table, TextInput, VisuallyHidden } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconCheck, IconCopy, IconKey, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../api/client.ts'
import type { Page } from '../api/types.ts'
import { LoadingRows } from '../app/Loading.tsx'
import { tell, tellError } from '../app/toasts.ts'
import { relativeTime } from '../words/time.ts'
import { Section } from './Section.tsx'

const KINDS = ['write', 'metrics', 'admin'] as const

interface Key {
  id: string
  kind: (typeof KINDS)[number]
  name: string
  createdAt: string
  lastUsedAt: string | null
}

/** Keys by which other programs come in. A secret is shown once. */
export function Keys() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data } = useQuery({
    queryKey: ['keys'],
    queryFn: async ({ signal }) => (await request<Page<Key>>('/settings/keys?limit=200', { signal })).items,
  })
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Key['kind']>('write')
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ['keys'] })
  const make = useMutation({
    mutationFn: () =>
      request<Key & { key: string }>('/settings/keys', { method: 'POST', body: { kind, name: name.trim() } }),
    onSuccess: async () => {
      setName('')
      await refresh()
    },
    onError: tellError,
  })
  const revoke = useMutation({
    mutationFn: (id: string) => request(`/settings/keys/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSuccess: async () => {
      tell(t('keys.revoked'))
      await refresh()
    },
    onError: tellError,
  })
  const ask = (key: Key): void =>
    void modals.openConfirmModal({
      title: t('keys.revokeTitle', { name: key.name }),
      children: t('keys.revokeLead'),
      labels: { confirm: t('keys.revoke'), cancel: t('common.cancel') },
      confirmProps: { color: 'red.8' },
      closeButtonProps: { 'aria-label': t('common.close') },
      onConfirm: () => revoke.mutate(key.id),
    })

  return (
    <Section title={t('keys.title')}>
      <p style={{ margin: 0, color: 'var(--ink-soft)', fontSize: 14 }}>{t('keys.lead')}</p>
      {data === undefined ? (
        <LoadingRows rows={2} />
      ) : (
        <Table.ScrollContainer minWidth={480}>
          <Table verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('keys.name')}</Table.Th>
                <Table.Th>{t('keys.kind')}</Table.Th>
                <Table.Th>{t('keys.used')}</Table.Th>
                <Table.Th>
                  <VisuallyHidden>{t('keys.revoke')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map((key) => (
                <Table.Tr key={key.id}>
                  <Table.Td>{key.name}</Table.Td>
                  <Table.Td>
                    <Badge variant="default" tt="none" fw={560}>
                      {t(`keys.${key.kind}`)}
                    </Badge>
                  </Table.Td>
                  <Table.Td>{key.lastUsedAt === null ? t('common.never') : relativeTime(key.lastUsedAt)}</Table.Td>
                  <Table.Td ta="right">
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="red"
                      leftSection={<IconTrash size={14} aria-hidden />}
                      aria-label={t('keys.revokeTitle', { name: key.name })}
                      onClick={() => ask(key)}
                    >
                      {t('keys.revoke')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {make.data !== undefined && (
        <Alert
          icon={<IconKey size={18} />}
          title={t('keys.made', { name: make.data.name })}
          withCloseButton
          closeButtonLabel={t('common.close')}
          onClose={() => make.reset()}
        >
          <p style={{ margin: '0 0 8px' }}>{t('keys.once')}</p>
          <Group gap="sm">
            <Code style={{ overflowWrap: 'anywhere' }}>{make.data.key}</Code>
            <CopyButton value={make.data.key}>
              {({ copied, copy }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
                  onClick={copy}
                >
                  {t(copied ? 'keys.copied' : 'keys.copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('keys.newName')}
            placeholder={t('keys.placeholder')}
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
            style={{ flex: 1, minWidth: 180 }}
          />
          <Select
            label={t('keys.kind')}
            value={kind}
            onChange={(value) => setKind(value as Key['kind'])}
            data={KINDS.map((value) => ({ value, label: t(`keys.${value}`) }))}
            allowDeselect={false}
            w={160}
          />
          <Button type="submit" variant="default" disabled={name.trim() === ''} loading={make.isPending}>
            {t('keys.make')}
          </Button>
        </Group>
      </form>
    </Section>
  )
}
