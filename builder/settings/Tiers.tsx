import { ActionIcon, Button, Group, NumberInput, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export interface Tier {
  id: string
  points: number
}

/** Loyalty tiers, by points ever earned. */
export function Tiers({ tiers, onChange }: { tiers: readonly Tier[]; onChange: (tiers: Tier[]) => void }) {
  const { t } = useTranslation()
  const set = (at: number, change: Partial<Tier>): void =>
    onChange(tiers.map((tier, index) => (index === at ? { ...tier, ...change } : tier)))
  return (
    <div>
      {tiers.map((tier, at) => (
        <Group key={at} gap="sm" mb="xs" wrap="nowrap">
          <TextInput
            aria-label={t('settings.tierName')}
            value={tier.id}
            onChange={(event) => set(at, { id: event.currentTarget.value.toLowerCase().replace(/[^a-z0-9-]/g, '-') })}
          />
          <NumberInput
            aria-label={t('settings.tierFrom')}
            w={150}
            min={0}
            prefix={`${t('settings.tierFromShort')} `}
            thousandSeparator
            value={tier.points}
            onChange={(points) => typeof points === 'number' && set(at, { points })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('settings.tierRemove', { name: tier.id })}
            onClick={() => onChange(tiers.filter((_, index) => index !== at))}
          >
            <IconX size={16} />
          </ActionIcon>
        </Group>
      ))}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() =>
          onChange([...tiers, { id: `tier-${tiers.length + 1}`, points: (tiers.at(-1)?.points ?? 0) + 500 }])
        }
      >
        {t('settings.tierAdd')}
      </Button>
    </div>
  )
}
