import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { I18nextProvider } from 'react-i18next'
import { RouterProvider } from 'react-router'
import { createQueryClient } from '../api/provider.ts'
import { i18n } from '../i18n/index.ts'
import { theme } from '../theme/theme.ts'
import { createRouter } from './routes.tsx'
import { SessionGate } from './SessionGate.tsx'

/** The whole page: theme, texts, questions to the API, session, screens. */
export function App() {
  const [client] = useState(createQueryClient)
  const [router] = useState(createRouter)
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={client}>
          <Notifications position="bottom-right" limit={4} role="status" />
          <SessionGate>
            <ModalsProvider>
              <RouterProvider router={router} />
            </ModalsProvider>
          </SessionGate>
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>
  )
}
