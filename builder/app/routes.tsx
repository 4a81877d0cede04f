import type { ComponentType } from 'react'
import { createBrowserRouter, Navigate } from 'react-router'
import { NotFound } from './NotFound.tsx'
import { loadFile } from './part.ts'
import { RouteError } from './RouteError.tsx'
import { Shell } from './Shell.tsx'
import { WideOnly } from './WideOnly.tsx'

/** A screen that is loaded when it is first opened. */
const screen = (load: () => Promise<ComponentType>) => async () => ({ Component: await loadFile(load) })

export const createRouter = () =>
  createBrowserRouter([
    {
      path: '/',
      Component: Shell,
      // The page says itself that it is on its way, until the first screen is there.
      HydrateFallback: () => null,
      ErrorBoundary: RouteError,
      children: [
        {
          // In place of the screen alone: the way to the others stays.
          ErrorBoundary: RouteError,
          children: [
            { index: true, element: <Navigate to="/journeys" replace /> },
            {
              path: 'journeys',
              lazy: screen(async () => (await import('../journeys/JourneysPage.tsx')).JourneysPage),
            },
            {
              path: 'journeys/templates',
              lazy: screen(async () => (await import('../gallery/GalleryPage.tsx')).GalleryPage),
            },
            {
              path: 'journeys/:id',
              lazy: screen(async () => (await import('../live/LivePage.tsx')).LivePage),
            },
            {
              path: 'journeys/:id/build',
              lazy: async () => {
                const { EditorPage } = await loadFile(() => import('../editor/EditorPage.tsx'))
                return {
                  element: (
                    <WideOnly>
                      <EditorPage />
                    </WideOnly>
                  ),
                }
              },
            },
            {
              path: 'journeys/:id/simulate',
              lazy: screen(async () => (await import('../simulate/SimulatePage.tsx')).SimulatePage),
            },
            {
              path: 'journeys/:id/publish',
              lazy: screen(async () => (await import('../publish/PublishPage.tsx')).PublishPage),
            },
            {
              path: 'journeys/:id/results',
              lazy: screen(async () => (await import('../analytics/ResultsPage.tsx')).ResultsPage),
            },
            {
              path: 'customers',
              lazy: screen(async () => (await import('../customers/CustomersPage.tsx')).CustomersPage),
            },
            {
              path: 'customers/import',
              lazy: screen(async () => (await import('../customers/import/ImportPage.tsx')).ImportPage),
            },
            {
              path: 'customers/:id',
              lazy: screen(async () => (await import('../customers/CustomerPage.tsx')).CustomerPage),
            },
            {
              path: 'messages',
              lazy: screen(async () => (await import('../messages/MessagesPage.tsx')).MessagesPage),
            },
            {
              path: 'segments',
              lazy: screen(async () => (await import('../segments/SegmentsPage.tsx')).SegmentsPage),
            },
            {
              path: 'settings',
              lazy: screen(async () => (await import('../settings/SettingsPage.tsx')).SettingsPage),
            },
            { path: '*', Component: NotFound },
          ],
        },
      ],
    },
  ])
