import { Button, Group, TextInput } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconSend } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { isAway } from '../../api/client.ts'
import { useTestMessage } from '../../api/templates.ts'
import { useSay } from '../../problems/say.ts'
import classes from '../inspector.module.css'
import type { Example } from './use-example.ts'

/** Sends the message, with the values of the preview, to one address. */
export function TestSend({ channel, content, example }: { channel: string; content: JsonObject; example: Example }) {
  const { t } = useTranslation()
  const say = useSay()
  const [to, setTo] = useLocalStorage({ key: `perennial.test-address.${channel}`, defaultValue: '' })
  const { mutate, isPending, data, error, reset } = useTestMessage()
  return (
    <form
      className={classes['testSend']}
      onSubmit={(event) => {
        event.preventDefault()
        mutate({ channel, to: to.trim(), content, ...example.asked })
      }}
    >
      <Group gap={8} align="flex-end" wrap="nowrap">
        <TextInput
          size="xs"
          style={{ flex: 1 }}
          label={t('inspector.message.testTo')}
          placeholder={channel === 'email' ? 'name@example.com' : '+49 170 1234567'}
          type={channel === 'email' ? 'email' : 'text'}
          required
          withAsterisk={false}
          value={to}
          onChange={(event) => {
            reset()
            setTo(event.currentTarget.value)
          }}
        />
        <Button
          size="xs"
          type="submit"
          variant="light"
          loading={isPending}
          disabled={to.trim() === ''}
          leftSection={<IconSend size={15} aria-hidden />}
        >
          {t('inspector.message.test')}
        </Button>
      </Group>
      <div role="status">
        {data !== undefined && (
          <p className={data.isLocal ? classes['problem'] : classes['words']}>
            {t(data.isLocal ? 'inspector.message.testLocal' : 'inspector.message.testSent', { to: to.trim() })}
          </p>
        )}
        {error !== null && (
          <p className={classes['problem']} data-severity="error">
            {isAway(error) ? t('common.error.offline') : say(error.message).text}
          </p>
        )}
      </div>
    </form>
  )
}
