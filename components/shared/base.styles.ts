import { css } from 'lit';

/**
 * What every element starts from: type, focus, buttons, headings, lists, cards and the small layout classes. First in `static styles`.
 * Classes: `.stack` (vertical rhythm) `.row` (wraps) `.card` `.quiet-text` `.privacy` `.visually-hidden`; buttons and `a.button` are
 * secondary, with `.primary` (one a screen), `.quiet` or `.danger`. Every button is at least 44 px high.
 */
export const baseStyles = css`
  :host {
    display: block;
    color: var(--cf-ink);
    font-family: var(--cf-font);
    font-size: var(--cf-text-m);
    line-height: var(--cf-leading);
    overflow-wrap: break-word;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3 {
    margin: 0;
    font-weight: 600;
    line-height: 1.25;
    text-wrap: balance;
  }
  h1 {
    font-size: var(--cf-text-xl);
  }
  h2 {
    font-size: var(--cf-text-l);
  }
  h3 {
    font-size: var(--cf-text-m);
  }
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset,
  figure {
    margin: 0;
  }
  a {
    color: var(--cf-accent);
    text-underline-offset: 0.15em;
  }
  a:hover {
    color: var(--cf-accent-strong);
  }
  :focus-visible {
    outline: 3px solid var(--cf-focus);
    outline-offset: 2px;
    border-radius: 2px;
  }
  h1:focus,
  h2:focus {
    outline: none;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--cf-space-2);
    min-block-size: var(--cf-target);
    min-inline-size: var(--cf-target);
    padding: var(--cf-space-2) var(--cf-space-4);
    border: 1px solid var(--cf-edge);
    border-radius: var(--cf-radius);
    background: var(--cf-sheet);
    color: var(--cf-ink);
    font: inherit;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
  }
  button:hover,
  .button:hover {
    background: var(--cf-shade);
    color: var(--cf-ink);
  }
  .primary {
    border-color: var(--cf-accent);
    background: var(--cf-accent);
    color: var(--cf-on-accent);
    font-weight: 600;
  }
  .primary:hover {
    border-color: var(--cf-accent-strong);
    background: var(--cf-accent-strong);
    color: var(--cf-on-accent);
  }
  button.quiet,
  .button.quiet {
    /* Its words stand where the text above them begins. */
    margin-inline-start: calc(-1 * var(--cf-space-2));
    padding-inline: var(--cf-space-2);
    border-color: transparent;
    background: transparent;
    color: var(--cf-accent);
  }
  button.quiet:hover,
  .button.quiet:hover {
    background: var(--cf-accent-tint);
    color: var(--cf-accent-strong);
  }
  .danger {
    border-color: var(--cf-problem);
    color: var(--cf-problem);
  }
  button:disabled,
  button[aria-disabled='true'] {
    border-color: var(--cf-line);
    background: var(--cf-shade);
    color: var(--cf-ink-quiet);
    cursor: not-allowed;
  }
  button[aria-pressed='true'] {
    border-color: var(--cf-accent);
    background: var(--cf-accent-tint);
    color: var(--cf-accent-strong);
    font-weight: 600;
  }
  .stack > * + * {
    margin-block-start: var(--cf-space-4);
  }
  .stack-tight > * + * {
    margin-block-start: var(--cf-space-2);
  }
  .stack-wide > * + * {
    margin-block-start: var(--cf-space-6);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--cf-space-2) var(--cf-space-3);
  }
  .card {
    padding: var(--cf-space-4);
    border: 1px solid var(--cf-line);
    border-radius: var(--cf-radius);
    background: var(--cf-sheet);
  }
  .rows {
    padding: 0;
    list-style: none;
  }
  .rows > li {
    padding-block: var(--cf-space-3);
    border-block-end: 1px solid var(--cf-line);
  }
  .card > .rows:last-child > li:last-child {
    padding-block-end: 0;
    border-block-end: 0;
  }
  .rows > li:first-child {
    border-block-start: 1px solid var(--cf-line);
  }
  .quiet-text,
  .hint,
  .privacy {
    color: var(--cf-ink-quiet);
    font-size: var(--cf-text-s);
  }
  .privacy {
    padding-inline-start: var(--cf-space-3);
    border-inline-start: 3px solid var(--cf-line);
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -0.25em;
  }
  @media (forced-colors: active) {
    .primary {
      forced-color-adjust: none;
      border-color: ButtonText;
      background: ButtonText;
      color: ButtonFace;
    }
  }
  @media print {
    button,
    .no-print {
      display: none !important;
    }
  }
`;
