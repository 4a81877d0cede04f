import { Select, type SelectProps } from '@mantine/core'
import { useState } from 'react'

/**
 * A select of hundreds of options, such as all steps of a journey. Mantine keeps a closed list in the page and draws it
 * anew at every key that is typed anywhere; here a closed one holds only what is chosen.
 */
export function LongSelect({ data, value, ...rest }: Omit<SelectProps, 'data'> & { data: Option[] }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Select
      {...rest}
      value={value ?? null}
      data={isOpen ? data : data.filter((option) => option.value === value)}
      onDropdownOpen={() => setIsOpen(true)}
      onDropdownClose={() => setIsOpen(false)}
    />
  )
}

interface Option {
  value: string
  label: string
}
