import { Alert, createTheme, Drawer, Menu, Modal, Popover, Tooltip, type MantineColorsTuple } from '@mantine/core'

/** The one accent: a calm evergreen. Index 6 carries white text at more than 4.5 to 1. */
const evergreen: MantineColorsTuple = [
  '#ebf7f2',
  '#d5ece3',
  '#a8d8c6',
  '#78c3a7',
  '#4fae8c',
  '#2f8f6d',
  '#1d7757',
  '#176449',
  '#11513b',
  '#0a3a2a',
]

/** Greys with a trace of the accent, light to dark, used by Mantine for the dark theme. */
const dark: MantineColorsTuple = [
  '#d3d8d6',
  '#b3bbb8',
  '#929c98',
  '#66716d',
  '#414a47',
  '#343c3a',
  '#282f2d',
  '#1d2322',
  '#161b1a',
  '#101413',
]

const fonts = [
  ...['system-ui', '-apple-system', '"Segoe UI"', 'Roboto', '"Helvetica Neue"', '"Noto Sans"'],
  ...['"PingFang SC"', '"Hiragino Sans GB"', '"Microsoft YaHei UI"', '"Noto Sans CJK SC"', '"Source Han Sans SC"'],
  'sans-serif',
].join(', ')

const DIALOG_TITLE = { fontSize: 17, fontWeight: 640, letterSpacing: '-0.01em' }

export const theme = createTheme({
  primaryColor: 'evergreen',
  primaryShade: 6,
  colors: { evergreen, dark },
  fontFamily: fonts,
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono", monospace',
  headings: { fontFamily: fonts, fontWeight: '620' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // What pops up belongs to the screen it came from, also for those who go by landmarks.
    Popover: Popover.extend({ defaultProps: { portalProps: { target: '#overlays' } } }),
    Tooltip: Tooltip.extend({ defaultProps: { portalProps: { target: '#overlays' } } }),
    // Its placeholder for the first focus may not stand in a menu.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    // Its colour is that of frame and icon; on the same colour, pale, a title cannot be read.
    Alert: Alert.extend({ styles: { title: { color: 'var(--ink)' } } }),
    Modal: Modal.extend({ styles: { title: DIALOG_TITLE } }),
    Drawer: Drawer.extend({ styles: { title: DIALOG_TITLE } }),
  },
})
