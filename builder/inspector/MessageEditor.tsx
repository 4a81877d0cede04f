import { SegmentedControl, Stack } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../engine/core/model/json.ts'
import { LiquidField } from './LiquidField.tsx'
import { MessagePreview } from './MessagePreview.tsx'

const CodeField = lazy(async () => ({ default: (await import('./CodeField.tsx')).CodeField }))

const BODIES = ['text', 'html', 'mjml'] as const
type Body = (typeof BODIES)[number]

interface Props {
  channel: string
  content: JsonObject
  onChange: (content: JsonObject) => void
}

/** What a message says, with a preview as one customer would get it. */
export function MessageEditor({ channel, content, onChange }: Props) {
  const { t } = useTranslation()
  const isEmail = channel === 'email'
  const [body, setBody] = useState<Body>(() => BODIES.findLast((kind) => content[kind] !== undefined) ?? 'text')
  const text = (key: string): string | undefined => (typeof content[key] === 'string' ? content[key] : undefined)
  const set = (key: string, value: string | undefined): void => {
    const { [key]: _, ...rest } = content
    onChange(value === undefined ? rest : { ...content, [key]: value })
  }
  return (
    <Stack gap="sm">
      {isEmail && (
        <>
          <div data-pointer="/content/subject">
            <LiquidField
              label={t('inspector.message.subject')}
              value={text('subject')}
              onChange={(value) => set('subject', value)}
            />
          </div>
          <LiquidField
            label={t('inspector.message.preheader')}
            description={t('inspector.message.preheaderHint')}
            value={text('preheader')}
            onChange={(value) => set('preheader', value)}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('inspector.message.body')}
            value={body}
            onChange={(kind) => setBody(kind as Body)}
            data={BODIES.map((value) => ({ value, label: t(`inspector.message.${value}`) }))}
          />
        </>
      )}
      <div data-pointer={`/content/${isEmail ? body : 'text'}`}>
        {!isEmail || body === 'text' ? (
          <LiquidField
            label={t('inspector.message.text')}
            isLong
            value={text('text')}
            onChange={(value) => set('text', value)}
          />
        ) : (
          <Suspense fallback={null}>
            <CodeField
              key={body}
              label={t(`inspector.message.${body}`)}
              value={text(body) ?? ''}
              onChange={(value) => set(body, value === '' ? undefined : value)}
            />
          </Suspense>
        )}
      </div>
      <MessagePreview channel={channel} content={content} />
    </Stack>
  )
}
