import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ComponentType } from 'react'
import type { Editor } from '../document/editor.ts'
import { EditorContext } from '../editor/context.ts'
import { createUi } from '../editor/ui.ts'
import { createProblems } from '../problems/problems.ts'

/** Shows a form of an editor, and again after every change of its journey. */
export function showForm(editor: Editor, Form: ComponentType): void {
  const page = () => (
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <MantineProvider env="test">
        <EditorContext value={{ editor, ui: createUi(), problems: createProblems() }}>
          <Form />
        </EditorContext>
      </MantineProvider>
    </QueryClientProvider>
  )
  const { rerender } = render(page())
  editor.subscribe(() => rerender(page()))
}
