import { css } from 'lit';

export const appShellStyles = css`
  :host {
    background: var(--cf-ground);
  }
  .skip {
    position: absolute;
    inset-block-start: -10rem;
    inset-inline-start: var(--cf-space-3);
    z-index: 1;
  }
  .skip:focus {
    inset-block-start: var(--cf-space-2);
  }
  header {
    border-block-end: 1px solid var(--cf-line);
    background: var(--cf-sheet);
  }
  .bar,
  .bands,
  main,
  footer {
    max-inline-size: 64rem;
    margin-inline: auto;
    padding-inline: var(--cf-space-4);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--cf-space-4);
    padding-block: var(--cf-space-1);
  }
  .who {
    flex: 1 1 14rem;
    padding-block: var(--cf-space-1);
  }
  .narrow {
    display: none;
  }
  nav ul {
    display: flex;
    flex-wrap: wrap;
    padding: 0;
    list-style: none;
  }
  nav a,
  .tools button {
    font-size: var(--cf-text-s);
  }
  nav a {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--cf-target);
    padding-inline: var(--cf-space-3);
    color: var(--cf-ink);
    text-decoration: none;
  }
  nav a:hover {
    text-decoration: underline;
  }
  nav a[aria-current='page'] {
    box-shadow: inset 0 -3px 0 var(--cf-accent);
    font-weight: 600;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    margin-inline: auto calc(-1 * var(--cf-space-3));
  }
  .tools button.quiet {
    margin: 0;
    padding-inline: var(--cf-space-3);
  }
  .bands > * {
    margin-block-start: var(--cf-space-4);
  }
  @media (width < 48rem) {
    .who {
      flex-basis: 100%;
      color: var(--cf-ink-quiet);
      font-size: var(--cf-text-s);
    }
    nav {
      margin-inline-start: calc(-1 * var(--cf-space-2));
    }
    nav a,
    .tools button.quiet {
      padding-inline: var(--cf-space-2);
    }
    .tools {
      margin-inline-end: calc(-1 * var(--cf-space-2));
    }
    .wide {
      display: none;
    }
    .narrow {
      display: inline;
    }
  }
  main {
    padding-block: var(--cf-space-5) var(--cf-space-6);
  }
  main:focus {
    outline: none;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--cf-space-4);
    padding-block: 0 var(--cf-space-5);
    color: var(--cf-ink-quiet);
    font-size: var(--cf-text-s);
  }
  footer .code {
    display: inline-flex;
    align-items: center;
    min-block-size: var(--cf-target);
  }
  .last {
    max-inline-size: var(--cf-measure);
  }
  @media (forced-colors: active) {
    nav a[aria-current='page'] {
      text-decoration: underline;
    }
  }
  @media print {
    header,
    footer,
    .skip {
      display: none;
    }
  }
`;
