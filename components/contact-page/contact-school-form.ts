import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  addressLength,
  nameLength,
  telephoneLength,
  type SchoolContacts,
  type SchoolContactsBody,
} from '../../tool/contact/contact.shared.js';
import { baseStyles } from '../shared/base.styles.js';
import { fire } from '../shared/fire.js';
import { formText } from '../shared/form-text.js';
import { formStyles } from '../shared/form.styles.js';
import { localized, msg, str } from '../shared/localize.js';
import type { FieldProblem } from '../shared/problem-error.js';
import { contactLine } from './contact-line.js';
import { contactPageStyles } from './contact-page.styles.js';

type Field = 'name' | 'telephone' | 'documents';

const pointers: Record<Field, string> = { name: '/lead/name', telephone: '/lead/telephone', documents: '/documents' };

/**
 * A school's safeguarding lead and documents.
 * @fires contacts-given - `SchoolContactsBody`; an empty field takes off what stood there
 */
@localized()
@customElement('contact-school-form')
export class ContactSchoolForm extends LitElement {
  static override styles = [baseStyles, formStyles, contactPageStyles];

  @property({ attribute: false }) contacts!: SchoolContacts;
  @property({ attribute: false }) errors: FieldProblem[] = [];
  @property({ type: Boolean }) busy = false;
  @state() private wrong: Partial<Record<Field, string>> = {};
  /** Kept, so that what somebody else stored meanwhile does not run over what is typed here. */
  private start: SchoolContacts | null = null;

  private readonly submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    const text = (name: Field): string => formText(data, name).trim();
    const [name, telephone, documents] = [text('name'), text('telephone'), text('documents')];
    const nobody = name === '' && telephone === '';
    this.wrong = {
      ...(!nobody && name === '' ? { name: msg('Who is it?') } : {}),
      ...(!nobody && telephone === '' ? { telephone: msg('Which number?') } : {}),
      ...(documents !== '' && !/^https:\/\//i.test(documents) ? { documents: msg('Write an address that begins with https://.') } : {}),
    };
    await this.updateComplete;
    const [first] = Object.keys(this.wrong);
    const body: SchoolContactsBody = { lead: nobody ? null : { name, telephone }, documents: documents || null };
    if (first === undefined) fire(this, 'contacts-given', body);
    else this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus();
  };

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('#name')?.focus();
  }

  private renderLine(id: Field, label: string, value: string, most: number, given: { hint?: string; type?: string } = {}): TemplateResult {
    const error = this.wrong[id] ?? this.errors.find((one) => one.pointer === pointers[id])?.detail ?? null;
    return contactLine({ id, label, value, most, error, ...given });
  }

  override render(): TemplateResult {
    this.start ??= this.contacts;
    const { school, lead, documents } = this.start;
    return html`<form class="stack narrow" novalidate @submit=${this.submit}>
      ${this.renderLine('name', msg('Safeguarding lead'), lead?.name ?? '', nameLength)}
      ${this.renderLine('telephone', msg('Telephone'), lead?.telephone ?? '', telephoneLength, {
        type: 'tel',
        hint: msg('A number that is answered in school hours, for example 01632 960123.'),
      })}
      ${this.renderLine('documents', msg('Link to the school’s documents (optional)'), documents?.url ?? '', addressLength, {
        type: 'url',
        hint: msg('One page of the school with its policies. It begins with https://.'),
      })}
      ${lead || documents ? html`<p class="hint">${msg('An empty field takes off what stood there.')}</p>` : nothing}
      <p class="privacy">${msg(str`Everybody who works with a placement at ${school.name} can read this, and the coordinators.`)}</p>
      <div class="row">
        <button class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? msg('Saving…') : msg('Save')}</button>
        <slot></slot>
      </div>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'contact-school-form': ContactSchoolForm;
  }
}
