import { html, svg, type TemplateResult } from 'lit';
import { msg, str } from '../shared/localize.js';

const step = 10;
const height = 20;
/** A third observation in a week makes no bar higher: nobody is to be compared by them. */
const highest = 2;

/** What the drawing shows, for who hears the page. */
export function weekSentence(weeks: readonly (number | null)[]): string {
  const inside = weeks.filter((count) => count !== null);
  const observed = inside.filter((count) => count > 0).length;
  return msg(str`Observed in ${observed} of the last ${inside.length} weeks`);
}

/** One bar a week, oldest first: none, one, more; nothing outside the placement. */
export const weekStrip = (weeks: readonly (number | null)[]): TemplateResult =>
  html`<svg class="weeks" viewBox="0 0 ${weeks.length * step} ${height + 2}" role="img" aria-label=${weekSentence(weeks)} focusable="false">
    ${weeks.map((count, index) => {
      if (count === null) return svg``;
      const tall = count === 0 ? 2 : (Math.min(count, highest) * height) / highest;
      return svg`<rect class=${count === 0 ? 'none' : 'some'} x=${index * step + 1} y=${height - tall} width=${step - 2} height=${tall} rx="1" />`;
    })}
  </svg>`;
