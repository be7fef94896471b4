import { css } from 'lit';

/**
 * Every measure and colour of the product, as custom properties: one accent, one spacing scale, one type scale, the system's own font.
 * The page's stylesheet carries them on `:root`; a page that uses one element alone links that file or adopts this.
 * Text pairs reach 7:1 on their ground, edges of controls 3:1, in both schemes.
 */
export const tokens = css`
  :root,
  :host {
    color-scheme: light dark;
    --cf-font: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
    --cf-text-s: 0.875rem;
    --cf-text-m: 1rem;
    --cf-text-l: 1.1875rem;
    --cf-text-xl: 1.5rem;
    --cf-text-xxl: 1.875rem;
    --cf-leading: 1.5;
    --cf-measure: 42rem;

    --cf-space-1: 0.25rem;
    --cf-space-2: 0.5rem;
    --cf-space-3: 0.75rem;
    --cf-space-4: 1rem;
    --cf-space-5: 1.5rem;
    --cf-space-6: 2rem;
    --cf-space-7: 3rem;
    --cf-target: 2.75rem;
    --cf-radius: 0.375rem;

    --cf-ground: #faf9f6;
    --cf-sheet: #fff;
    --cf-shade: #f1efe9;
    --cf-ink: #22211e;
    --cf-ink-quiet: #54514a;
    --cf-line: #dcd8cf;
    --cf-edge: #7a766c;
    --cf-accent: #175368;
    --cf-accent-strong: #0e3d4e;
    --cf-accent-tint: #e6f0f3;
    --cf-on-accent: #fff;
    --cf-focus: #175368;
    --cf-good: #1d5c33;
    --cf-good-tint: #e8f3ea;
    --cf-warning: #6b4700;
    --cf-warning-tint: #fcf2dc;
    --cf-problem: #8c1d18;
    --cf-problem-tint: #fcebe9;
  }

  @media (prefers-color-scheme: dark) {
    :root,
    :host {
      --cf-ground: #1a1b1c;
      --cf-sheet: #232526;
      --cf-shade: #2d2f31;
      --cf-ink: #eceae5;
      --cf-ink-quiet: #bfbbb1;
      --cf-line: #434648;
      --cf-edge: #918d84;
      --cf-accent: #9bd0e0;
      --cf-accent-strong: #c0e3ee;
      --cf-accent-tint: #23383f;
      --cf-on-accent: #0c2029;
      --cf-focus: #9bd0e0;
      --cf-good: #a3d9b1;
      --cf-good-tint: #22362a;
      --cf-warning: #f0cd8a;
      --cf-warning-tint: #3b311d;
      --cf-problem: #f5b5ae;
      --cf-problem-tint: #432724;
    }
  }

  @media (forced-colors: active) {
    :root,
    :host {
      --cf-line: CanvasText;
      --cf-edge: ButtonBorder;
      --cf-accent: LinkText;
      --cf-focus: Highlight;
    }
  }
`;
