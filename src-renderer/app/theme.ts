import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** Deep Dutch government blue (#154273 at 8); the light shades serve dark backgrounds. */
const blue: MantineColorsTuple = [
  '#eef4fb',
  '#dbe7f4',
  '#b9d0ea',
  '#8fb8ee',
  '#6a9bd8',
  '#487fbf',
  '#2f66a4',
  '#1f5289',
  '#154273',
  '#0d3157',
]

/** The library chooses the text on a filled control by the light shade in both themes; on dark that would be white on light blue. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  const onAccent = input.variant === 'filled' && (input.color === undefined || input.color === 'blue')
  return onAccent ? { ...colors, color: 'var(--on-accent)' } : colors
}

export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 3 },
  variantColorResolver: variantColors,
  colors: { blue },
  fontFamily: "'Source Sans 3 Variable', 'Segoe UI', system-ui, sans-serif",
  fontFamilyMonospace: "'Source Code Pro Variable', ui-monospace, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '1.3' },
      h2: { fontSize: '16px', lineHeight: '1.35' },
      h3: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  defaultRadius: '3px',
  cursorType: 'default',
  respectReducedMotion: true,
  components: {
    CloseButton: { defaultProps: { 'aria-label': 'Sluiten / Close' } },
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 80 }, withArrow: false } },
    // At once: keys pressed while a dialog faded away would be lost.
    Modal: {
      defaultProps: {
        // Outside a section its head would be a second banner of the page.
        attributes: { header: { role: 'presentation' } },
        transitionProps: { duration: 0 },
        shadow: 'none',
        radius: '4px',
      },
    },
    Menu: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'none' } },
    Popover: { defaultProps: { transitionProps: { duration: 80 }, shadow: 'none' } },
  },
})

/** The library's own variables drawn from tokens.css, so that one file decides every colour. Its stock greys miss WCAG AA. */
export const cssVariables: CSSVariablesResolver = () => {
  const fromTokens = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--dim)',
    '--mantine-color-placeholder': 'var(--dim)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--late)',
  }
  return { variables: {}, light: fromTokens, dark: fromTokens }
}
