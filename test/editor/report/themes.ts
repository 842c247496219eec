import type { Page } from 'playwright-core';

/** What VS Code tells a webview about a theme: a class of its body, and colours. */
export interface Theme {
  readonly body: string;
  readonly colours: Readonly<Record<string, string>>;
}

/** The colours of the themes that VS Code starts with, as far as a report asks for them. */
export const THEMES = {
  light: {
    body: 'vscode-light',
    colours: {
      'editor-background': '#ffffff',
      'editor-foreground': '#3b3b3b',
      descriptionForeground: '#3b3b3b',
      'widget-border': '#e5e5e5',
      'textLink-foreground': '#005fb8',
      focusBorder: '#005fb8',
      'charts-red': '#e51400',
      'charts-orange': '#d18616',
      'charts-blue': '#1a85ff',
      'charts-green': '#388a34',
      'charts-purple': '#652d90',
      'editorHoverWidget-background': '#f8f8f8',
      'editorHoverWidget-foreground': '#3b3b3b',
    },
  },
  dark: {
    body: 'vscode-dark',
    colours: {
      'editor-background': '#1f1f1f',
      'editor-foreground': '#cccccc',
      descriptionForeground: '#9d9d9d',
      'widget-border': '#313131',
      'textLink-foreground': '#4daafc',
      focusBorder: '#0078d4',
      'charts-red': '#f14c4c',
      'charts-orange': '#d18616',
      'charts-blue': '#3794ff',
      'charts-green': '#89d185',
      'charts-purple': '#b180d7',
      'editorHoverWidget-background': '#202020',
      'editorHoverWidget-foreground': '#cccccc',
    },
  },
  'high contrast': {
    body: 'vscode-high-contrast',
    colours: {
      'editor-background': '#000000',
      'editor-foreground': '#ffffff',
      descriptionForeground: 'rgba(255, 255, 255, 0.7)',
      contrastBorder: '#6fc3df',
      contrastActiveBorder: '#f38518',
      'textLink-foreground': '#21a6ff',
      focusBorder: '#f38518',
      'charts-red': '#f48771',
      'charts-orange': '#d18616',
      'charts-blue': '#59a4f9',
      'charts-green': '#89d185',
      'charts-purple': '#b180d7',
      'editorHoverWidget-background': '#0c141f',
      'editorHoverWidget-foreground': '#ffffff',
    },
  },
} as const satisfies Readonly<Record<string, Theme>>;

/** Gives a page a theme as VS Code gives it to a webview: by style of the root element, which a policy cannot keep away. */
export async function applyTheme(page: Page, { body, colours }: Theme): Promise<void> {
  await page.evaluate(
    ([name, entries]) => {
      const { document } = globalThis as unknown as { document: BrowserDocument };
      for (const [key, value] of entries)
        document.documentElement.style.setProperty(`--vscode-${key}`, value);
      document.body.classList.add(name);
    },
    [body, Object.entries(colours)] as const,
  );
}

interface BrowserDocument {
  readonly documentElement: { readonly style: { setProperty(name: string, value: string): void } };
  readonly body: { readonly classList: { add(name: string): void } };
}
