import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { uuidv7 } from 'uuidv7';
import type { CurriculumBody, CurriculumTrial, FrameworkLine, FrameworkList } from '../../tool/framework/curriculum.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import { base64Of } from '../shared/file-base64.js';
import { localized, msg, str } from '../shared/localize.js';
import { Asking } from './asking.js';
import { problemNotice } from './form-words.js';
import type { FrameworkUpload } from './framework-upload.js';
import './framework-upload.js';

/** A provider's curriculum: a new one, or the next version of one. */
@localized()
@customElement('framework-change')
export class FrameworkChange extends LitElement {
  static override styles = [baseStyles];

  @property({ attribute: false }) api!: Api;
  /** Null for a new one. */
  @property() frameworkId: string | null = null;
  @state() private earlier: FrameworkLine | null = null;
  @state() private ready = false;
  @state() private trial: CurriculumTrial | null = null;
  @query('framework-upload') private upload!: FrameworkUpload | null;
  private readonly newId = uuidv7();
  private readonly asking = new Asking(this);

  override firstUpdated(): void {
    void this.asking.tried(async () => {
      if (this.frameworkId !== null) {
        const { frameworks } = await this.api.get<FrameworkList>('/api/frameworks');
        this.earlier = frameworks.find(({ id, own }) => own && id === this.frameworkId) ?? null;
      }
      this.ready = true;
    });
  }

  private readonly tryFile = async ({ detail: { file } }: CustomEvent<{ file: File }>): Promise<void> => {
    this.trial = null;
    const done = await this.asking.tried(async () => {
      const body = { frameworkId: this.earlier?.id ?? null, file: await base64Of(file) };
      this.trial = await this.api.post<CurriculumTrial>('/api/frameworks/file', body);
    });
    await this.updateComplete;
    if (done) await this.upload?.showTrial();
  };

  private readonly publish = async ({ detail }: CustomEvent<CurriculumBody>): Promise<void> => {
    const { earlier } = this;
    const options = earlier ? { ifMatch: earlier.version } : {};
    const path = `/api/frameworks/${earlier?.id ?? this.newId}`;
    if (await this.asking.tried(() => this.api.put<FrameworkList>(path, detail, options))) location.hash = '#/forms';
  };

  override render(): TemplateResult {
    const { problem, errors, busy } = this.asking;
    if (!this.ready) return problem ? problemNotice(problem, errors) : html`<p role="status">${msg('Opening…')}</p>`;
    return html`<div class="stack">
      <h1>${this.earlier ? msg(str`New version of “${this.earlier.name}”`) : msg('Your own curriculum')}</h1>
      ${problem ? problemNotice(problem, errors) : nothing}
      <framework-upload
        .earlier=${this.earlier}
        .trial=${this.trial}
        ?busy=${busy}
        @curriculum-file-given=${this.tryFile}
        @curriculum-given=${this.publish}
      ></framework-upload>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'framework-change': FrameworkChange;
  }
}
