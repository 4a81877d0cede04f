import type { ComponentType } from 'react'
import type { Json, JsonObject } from '../../engine/core/model/json.ts'
import type { StepTexts, StepType } from '../../engine/core/steps/sdk.ts'
import type { StepBody } from '../document/document.ts'
import type { Schema } from './schema.ts'

/** What the form of a step type is given. */
export interface FormProps {
  step: StepBody
  type: StepType
  config: JsonObject
  /** `renamed`: a path has a new name, and its line shall follow. */
  onChange: (config: JsonObject, renamed?: { from: string; to: string }) => void
}

/** What the editor of a value is given that a schema describes. */
export interface SchemaFieldProps {
  schema: Schema
  root: Schema
  texts: StepTexts
  /** Key of the value in the config, for its label. */
  name: string
  /** JSON Pointer below the config: problems lead here. */
  pointer: string
  value: Json | undefined
  onChange: (value: Json | undefined) => void
  required: boolean
}

/** The editor of a value with values inside; `Field` is the one that edits those. */
export type NestedFieldProps = SchemaFieldProps & { label: string; Field: ComponentType<SchemaFieldProps> }
