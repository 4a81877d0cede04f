import { ChannelSelect } from '../app/ChannelSelect.tsx'
import type { FieldProps } from './fields.tsx'
import { useSuggestions } from './suggestions.ts'

/** A channel: those of this product, and what else the open journey sends by. */
export const ChannelField = (props: FieldProps<string>) => (
  <ChannelSelect {...props} required={props.required ?? false} channels={useSuggestions('channel')} />
)
