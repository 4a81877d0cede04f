import { SegmentedControl, Stack } from '@mantine/core'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JsonObject } from '../../../engine/core/model/json.ts'
import { part } from '../../app/part.ts'
import { LiquidField } from '../LiquidField.tsx'

export const CodeField = part(async () => (await import('../CodeField.tsx')).CodeField)

const BODIES = ['text', 'html', 'mjml'] as const
type Body = (typeof BODIES)[number]

const STARTER = `<mjml>
  <mj-body>
    <mj-section>
      <mj-column>
        <mj-text></mj-text>
      </mj-column>
    </mj-section>
  </mj-body>
</mjml>`

interface Props {
  channel: string
  content: JsonObject
  onChange: (content: JsonObject) => void
  /** In the large editor there is room for more lines. */
  isTall?: boolean
}

/** What a message says: for mails a subject, a preview line and a body as text, HTML or MJML. */
export function MessageFields({ channel, content, onChange, isTall = false }: Props) {
  const { t } = useTranslation()
  const isEmail = channel === 'email'
  const [body, setBody] = useState<Body>(() => BODIES.findLast((kind) => content[kind] !== undefined) ?? 'text')
  const text = (key: string): string | undefined => (typeof content[key] === 'string' ? content[key] : undefined)
  const set = (key: string, value: string | undefined): void => {
    const { [key]: _, ...rest } = content
    onChange(value === undefined ? rest : { ...content, [key]: value })
  }
  const choose = (kind: Body): void => {
    setBody(kind)
    // A design in MJML begins with a frame nobody knows by heart.
    if (kind === 'mjml' && text('mjml') === undefined) set('mjml', STARTER)
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
          <div data-pointer="/content/preheader">
            <LiquidField
              label={t('inspector.message.preheader')}
              description={t('inspector.message.preheaderHint')}
              value={text('preheader')}
              onChange={(value) => set('preheader', value)}
            />
          </div>
          <SegmentedControl
            size="xs"
            aria-label={t('inspector.message.body')}
            value={body}
            onChange={(kind) => choose(kind as Body)}
            data={BODIES.map((value) => ({ value, label: t(`inspector.message.${value}`) }))}
          />
        </>
      )}
      <div data-pointer={`/content/${isEmail ? body : 'text'}`}>
        {!isEmail || body === 'text' ? (
          <LiquidField
            label={t('inspector.message.text')}
            {...(isEmail ? { description: t('inspector.message.textHint') } : {})}
            isLong
            value={text('text')}
            onChange={(value) => set('text', value)}
          />
        ) : (
          <Suspense fallback={null}>
            <CodeField
              key={body}
              label={t(`inspector.message.${body}`)}
              isTall={isTall}
              value={text(body) ?? ''}
              onChange={(value) => set(body, value === '' ? undefined : value)}
            />
          </Suspense>
        )}
      </div>
    </Stack>
  )
}
