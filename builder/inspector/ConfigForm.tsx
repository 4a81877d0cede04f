import { type ComponentType, memo } from 'react'
import { textsOf, useRegistry } from '../api/registry.tsx'
import { configureStep } from '../document/commands/index.ts'
import { stepName, useEditing } from '../editor/context.ts'
import { BranchForm } from './BranchForm.tsx'
import { CouponForm } from './CouponForm.tsx'
import type { FormProps } from './form-props.ts'
import { PointsForm } from './PointsForm.tsx'
import { SchemaFields } from './SchemaField.tsx'
import { schemaOf } from './schema.ts'
import { SendForm } from './SendForm.tsx'
import { SplitForm } from './SplitForm.tsx'
import { SubJourneyForm } from './SubJourneyForm.tsx'
import { WaitForForm } from './WaitForForm.tsx'
import { WaitForm } from './WaitForm.tsx'

/** Types whose settings say more with an editor of their own. All others get their form from their schema. */
const FORMS: Record<string, ComponentType<FormProps>> = {
  wait: WaitForm,
  'wait-for': WaitForForm,
  branch: BranchForm,
  split: SplitForm,
  send: SendForm,
  coupon: CouponForm,
  points: PointsForm,
  journey: SubJourneyForm,
}

/** Stays as it is while somebody types the name of the step. */
export const ConfigForm = memo(
  function ConfigForm({ step, type }: Pick<FormProps, 'step' | 'type'>) {
    const registry = useRegistry()
    const { editor } = useEditing()
    const Form = FORMS[type.type] ?? FormFromSchema
    return (
      <Form
        step={step}
        type={type}
        config={step.config}
        onChange={(config, renamed) => {
          const name = stepName(step.id, editor.getState().document, registry)
          editor.run(configureStep(step.id, config, name, renamed))
        }}
      />
    )
  },
  (before, now) => before.type === now.type && before.step.id === now.step.id && before.step.config === now.step.config,
)

function FormFromSchema({ type, config, onChange }: FormProps) {
  const schema = schemaOf(type)
  const texts = textsOf(type.type, useRegistry())
  return (
    <SchemaFields
      schema={schema}
      root={schema}
      texts={texts}
      pointer=""
      value={config}
      onChange={(next) => onChange(next)}
    />
  )
}
