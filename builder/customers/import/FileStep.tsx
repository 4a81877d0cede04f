import { Button, FileButton } from '@mantine/core'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './import.module.css'

/** Takes a file, dropped or chosen. */
export function FileStep({ onFile }: { onFile: (file: File | null) => void }) {
  const { t } = useTranslation()
  return (
    <div
      className={classes['drop']}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onFile(event.dataTransfer.files[0] ?? null)
      }}
    >
      <IconFileSpreadsheet size={40} stroke={1.3} aria-hidden />
      <p>{t('import.drop')}</p>
      <FileButton accept=".csv,text/csv,.tsv,text/plain" onChange={onFile}>
        {(props) => (
          <Button {...props} leftSection={<IconUpload size={17} aria-hidden />}>
            {t('import.choose')}
          </Button>
        )}
      </FileButton>
      <small>{t('import.hint')}</small>
    </div>
  )
}
