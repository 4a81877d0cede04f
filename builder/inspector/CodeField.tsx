import { Input, useComputedColorScheme } from '@mantine/core'
import { html } from '@codemirror/lang-html'
import { liquid } from '@codemirror/lang-liquid'
import CodeMirror, { EditorView } from '@uiw/react-codemirror'
import type { FieldProps } from './fields.tsx'

const ROOTS = ['customer', 'event', 'entry', 'vars', 'loyalty', 'links', 'now']
const MEMBERS: Record<string, readonly string[]> = {
  customer: ['id', 'firstName', 'lastName', 'email', 'country'],
  vars: ['coupon'],
  coupon: ['code', 'value', 'expires'],
  loyalty: ['points', 'tier'],
  event: ['$name', '$at', 'revenue', 'orderId'],
  links: ['unsubscribe'],
}

const language = liquid({
  base: html(),
  variables: ROOTS.map((label) => ({ label, type: 'variable' })),
  properties: (path) => (MEMBERS[path.at(-1) ?? ''] ?? []).map((label) => ({ label, type: 'property' })),
})

/** HTML or MJML with Liquid in it: coloured, and completed while typing. Loaded when first needed. */
export function CodeField({ label, value, onChange }: FieldProps<string>) {
  const scheme = useComputedColorScheme()
  return (
    <Input.Wrapper label={label} labelElement="div">
      <CodeMirror
        value={value ?? ''}
        onChange={onChange}
        theme={scheme}
        minHeight="180px"
        maxHeight="420px"
        style={{ fontSize: 12.5, border: '1px solid var(--line)', borderRadius: 10, overflow: 'hidden' }}
        extensions={[
          language,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': String(label) }),
        ]}
        basicSetup={{ foldGutter: false, lineNumbers: false, highlightActiveLine: false }}
      />
    </Input.Wrapper>
  )
}
