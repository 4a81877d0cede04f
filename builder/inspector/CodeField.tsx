import { Input, useComputedColorScheme } from '@mantine/core'
import { html } from '@codemirror/lang-html'
import { liquid } from '@codemirror/lang-liquid'
import CodeMirror, { EditorView } from '@uiw/react-codemirror'
import { useMemo } from 'react'
import type { FieldProps } from './fields.tsx'
import { useLiquidPaths } from './liquid/paths.ts'

/** HTML or MJML with Liquid in it: coloured, and completed while typing. Loaded when first needed. */
export function CodeField({ label, value, onChange, isTall = false }: FieldProps<string> & { isTall?: boolean }) {
  const scheme = useComputedColorScheme()
  const paths = useLiquidPaths().join(' ')
  const extensions = useMemo(
    () => [
      languageWith(paths.split(' ')),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': String(label) }),
    ],
    [paths, label],
  )
  return (
    <Input.Wrapper label={label} labelElement="div">
      <CodeMirror
        value={value ?? ''}
        onChange={onChange}
        theme={scheme}
        minHeight={isTall ? '340px' : '180px'}
        maxHeight={isTall ? '60vh' : '420px'}
        style={{ fontSize: 12.5, border: '1px solid var(--line)', borderRadius: 10, overflow: 'hidden' }}
        extensions={extensions}
        // Tab leads on: a field that keeps it is one that the keyboard cannot leave.
        indentWithTab={false}
        basicSetup={{ foldGutter: false, lineNumbers: isTall, highlightActiveLine: false }}
      />
    </Input.Wrapper>
  )
}

function languageWith(paths: readonly string[]) {
  const members = (path: readonly string[]): string[] => {
    const stem = path.length === 0 ? '' : `${path.join('.')}.`
    const inner = paths.filter((one) => one.startsWith(stem)).map((one) => one.slice(stem.length).split('.')[0] ?? '')
    return [...new Set(inner)].filter((name) => name !== '')
  }
  return liquid({
    base: html(),
    variables: members([]).map((label) => ({ label, type: 'variable' })),
    properties: (path) => members(path).map((label) => ({ label, type: 'property' })),
  })
}
