import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';

const shapes = {
  check: svg`<path d="m4 10.5 4 4 8-9" />`,
  clock: svg`<circle cx="10" cy="10" r="7" /><path d="M10 6v4l3 2" />`,
  cross: svg`<path d="m5 5 10 10M15 5 5 15" />`,
  dots: svg`<path d="M4.5 10h.01M10 10h.01M15.5 10h.01" stroke-width="3" />`,
  forward: svg`<path d="m8 5 5 5-5 5" />`,
  back: svg`<path d="m12 5-5 5 5 5" />`,
  info: svg`<circle cx="10" cy="10" r="7" /><path d="M10 9.5V14M10 6.5h.01" />`,
  lock: svg`<rect x="4.5" y="9" width="11" height="7.5" rx="1.5" /><path d="M7 9V6.5a3 3 0 0 1 6 0V9" />`,
  minus: svg`<path d="M4 10h12" />`,
  openOut: svg`<path d="M8 5H5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1v-3M11.5 4H16v4.5M16 4l-7 7" />`,
  pen: svg`<path d="m4 16 .8-3.6L13.3 4l2.7 2.7-8.4 8.5L4 16Z" />`,
  people: svg`<circle cx="7.5" cy="7" r="2.8" /><path d="M2.5 16c.3-3 2.2-4.6 5-4.6s4.700 1.600 5 4.600M13 4.500a2.600 2.600 0 0 1 0 5M14.500 11.800c1.800.6 2.800 2 3 4.200" />`,
  plus: svg`<path d="M10 4v12M4 10h12" />`,
  question: svg`<circle cx="10" cy="10" r="7" /><path d="M8 8.200a2 2 0 1 1 2.700 1.900c-.5.2-.7.500-.7 1.100M10 13.800h.01" />`,
  telephone: svg`<path d="M6.300 3.500H4.500a1 1 0 0 0-1 1.100C4 10.900 9.100 16 15.400 16.500a1 1 0 0 0 1.100-1v-2.600l-3.600-1.400-1.400 1.700a10.500 10.500 0 0 1-4.700-4.700l1.700-1.400-1.400-3.600Z" />`,
  unsent: svg`<path d="M6 15h8.500a3 3 0 0 0 .6-5.900A5 5 0 0 0 5.600 8 3.600 3.600 0 0 0 6 15ZM10 9.500v2M10 13h.01" />`,
  warning: svg`<path d="M10 3.500 2.500 16.500h15L10 3.500ZM10 8.500v4M10 14.500h.01" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

/** A picture beside a word, never instead of one: hidden from screen readers. Sized by the text round it. */
export const icon = (name: IconName): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${shapes[name]}</svg>`;
