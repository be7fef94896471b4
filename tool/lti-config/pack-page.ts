import { escapeHtml, Markup } from '../lti/pages/html.js';

/**
 * A page with its `{{names}}` filled in, escaped.
 * @throws where the page names what nobody gave: a blank in a letter to a data-protection officer is worse than none
 */
export function fillPage(template: string, values: Readonly<Record<string, string | Markup>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_all, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`The page asks for "${name}", which is not known.`);
    return value instanceof Markup ? value.text : escapeHtml(value);
  });
}
