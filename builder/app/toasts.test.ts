import { notifications } from '@mantine/notifications'
import { beforeAll, expect, it, vi } from 'vitest'
import { ApiError } from '../api/client.ts'
import { startI18n } from '../i18n/index.ts'
import { tellError } from './toasts.ts'

beforeAll(() => startI18n('en'))

it.each([
  ['Give a name.', ['Give a name.'], 'Give a name.'],
  ['Give a name. (and 1 more)', ['Give a name.', 'Give a zone.'], 'Give a name. (and 1 more) Give a zone.'],
  ['Nothing was changed.', ['Give a name.'], 'Nothing was changed. Give a name.'],
])('%s %j is told without saying anything twice', async (detail, messages, told) => {
  const show = vi.spyOn(notifications, 'show').mockReturnValue('')
  tellError(new ApiError(400, detail, { problems: messages.map((message) => ({ message })) }))
  await expect.poll(() => show.mock.calls.map(([{ message }]) => message)).toEqual([told])
  show.mockRestore()
})
