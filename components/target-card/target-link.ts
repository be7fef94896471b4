import { html, type TemplateResult } from 'lit';
import type { TargetLink } from '../../tool/target/target.shared.js';
import { icon } from '../shared/icons.js';
import { msg } from '../shared/localize.js';

/** Where a link of a target leads, told before it is followed; the page it leads to is not told where somebody came from. */
export function targetLink({ url, title }: TargetLink): TemplateResult {
  const { hostname } = new URL(url);
  const name = title.trim();
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${name || hostname}</a>${name ? ` (${hostname})` : ''}
    ${icon('openOut')}<span class="visually-hidden">${msg('opens in a new tab')}</span>`;
}
