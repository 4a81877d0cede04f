import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { useStore } from 'zustand'
import { coreSteps, createRegistry, type StepRegistry } from '../../engine/core/steps/index.ts'
import type { JsonObject } from '../../engine/core/model/json.ts'
import type { StepTexts, StepType } from '../../engine/core/steps/sdk.ts'
import { type StepTypeInfo, stepTypeFromInfo } from '../document/step-type.ts'
import { currentLanguage } from '../i18n/index.ts'
import { request } from './client.ts'
import { askForPaths, toldPaths } from './told-paths.ts'
import type { Page } from './types.ts'

const coreOnly = createRegistry(coreSteps)
const RegistryContext = createContext<StepRegistry>(coreOnly)

/** The step types of the workspace: the built-in ones at once, its own as soon as the server has told them. */
export function RegistryProvider({ children }: { children: ReactNode }) {
  const custom = useCustomSteps()
  const registry = useMemo(
    () =>
      custom.length === 0
        ? coreOnly
        : createRegistry(
            coreSteps,
            custom.map((info) => stepTypeFromInfo(info, askForPaths)),
          ),
    [custom],
  )
  return <RegistryContext value={registry}>{children}</RegistryContext>
}

const none: readonly StepTypeInfo[] = []

/** What the server tells of the workspace's own step types; none until it has. */
export function useCustomSteps(): readonly StepTypeInfo[] {
  const { data } = useQuery({
    queryKey: ['step-types'],
    queryFn: ({ signal }) => request<Page<StepTypeInfo> | StepTypeInfo[]>('/step-types?limit=200', { signal }),
    staleTime: Infinity,
    retry: 2,
  })
  const paths = useStore(toldPaths)
  return useMemo(() => {
    const told = data === undefined ? none : Array.isArray(data) ? data : data.items
    const own = told.filter((info) => coreOnly.get(info.type) === undefined)
    return own.map((info) => (paths[info.type] === undefined ? info : { ...info, told: paths[info.type] ?? [] }))
  }, [data, paths])
}

export const useRegistry = (): StepRegistry => use(RegistryContext)

/** The texts of a step type in the current language; an unknown type is called by its name. */
export function textsOf(type: string, registry: StepRegistry): StepTexts {
  const texts = registry.get(type)?.texts
  if (texts === undefined) return { name: type, description: '' }
  return currentLanguage() === 'zh-CN' ? texts.zh : texts.en
}

/** What a new step begins with, in the current language where customers would read it. */
export const exampleOf = (type: StepType, registry: StepRegistry): JsonObject =>
  textsOf(type.type, registry).example ?? (type.example as JsonObject)

export const pathLabel = (type: string, path: string, registry: StepRegistry): string =>
  textsOf(type, registry).paths?.[path] ?? path
