import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { largestFileBytes, type IntakeRow, type IntakeRows, type IntakeView } from '../../tool/partnership/placement-intake.shared.js';
import type { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-notice.js';
import { formStyles } from '../shared/form.styles.js';
import { icon, type IconName } from '../shared/icons.js';
import { localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import { listOfNames } from '../shared/names.js';
import { ProblemError } from '../shared/problem-error.js';
import { problemSentence } from '../shared/problem-sentence.js';
import { moment } from '../shared/times.js';
import { saveTable } from '../shared/save-file.js';
import { base64Of } from './file-text.js';
import { LetterRun } from './letter-run.js';
import './placement-upload-file.js';
import './placement-upload-letters.js';
import './placement-upload-rows.js';
import { uploadStyles } from './placement-upload.styles.js';

const requestMs = 60_000;
const pollMs = 1_000;
const mostNamed = 6;

const line = (name: IconName, words: string): TemplateResult => html`<li class="state">${icon(name)}<span>${words}</span></li>`;

/** A coordinator's placement list, from the file to the letters. The address names the list: `placement-upload/<id>`. */
@localized()
@customElement('placement-upload')
export class PlacementUpload extends LitElement {
  static override styles = [baseStyles, formStyles, uploadStyles];

  @property({ attribute: false }) api!: Api;
  @property({ attribute: false }) me!: Me;
  @property() path = 'placement-upload';
  @state() private list: IntakeView | null = null;
  @state() private earlier: IntakeView[] = [];
  @state() private rows: IntakeRow[] = [];
  @state() private next: number | null = null;
  @state() private flaggedOnly = false;
  /** False where the platform would not send the course's people just before the list was tried out. */
  @state() private rosterRead = true;
  @state() private busy = false;
  @state() private problem: string | null = null;
  @state() private said = '';
  private readonly letters = new LetterRun(this, () => this.api);
  private timer: ReturnType<typeof setTimeout> | undefined;

  private get listId(): string {
    return this.path.split('/')[1]?.split('?')[0] ?? '';
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('path')) void this.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private async open(): Promise<void> {
    clearTimeout(this.timer);
    const { listId } = this;
    if (listId !== '' && this.list?.id === listId) return;
    [this.list, this.rows, this.next, this.problem, this.flaggedOnly] = [null, [], null, null, false];
    this.letters.forget();
    await this.attempt(async () => {
      if (listId === '') this.earlier = (await this.api.get<{ intakes: IntakeView[] }>('/api/placement-intakes')).intakes;
      else await this.show(await this.api.get<IntakeView>(`/api/placement-intakes/${listId}`));
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.problem = problemSentence(error);
    }
  }

  /** Puts a list on the page: its rows, and its progress until it is done. */
  private async show(list: IntakeView): Promise<void> {
    this.list = list;
    if (list.state === 'confirmed') this.follow();
    else await this.loadRows(0);
    if (list.state === 'done') await this.letters.count(list.id);
  }

  private async loadRows(after: number): Promise<void> {
    if (!this.list) return;
    const only = this.flaggedOnly ? '&only=flagged' : '';
    const page = await this.api.get<IntakeRows>(`/api/placement-intakes/${this.list.id}/rows?after=${after}${only}`);
    this.rows = after === 0 ? page.rows : [...this.rows, ...page.rows];
    this.next = page.next;
  }

  private follow(): void {
    const { list } = this;
    this.timer = setTimeout(() => {
      if (list && this.isConnected) void this.lookAgain(list.id);
    }, pollMs);
  }

  private async lookAgain(id: string): Promise<void> {
    const list = await this.api.get<IntakeView>(`/api/placement-intakes/${id}`, { background: true }).catch(() => null);
    if (this.listId !== id) return;
    if (list) this.list = list;
    if (list?.state !== 'done') {
      this.follow();
      return;
    }
    this.said = msg('Every row is done.');
    await this.attempt(() => this.show(list));
  }

  private readonly upload = async (event: CustomEvent<{ file: File }>): Promise<void> => {
    const { file } = event.detail;
    this.problem = null;
    if (file.size > largestFileBytes) {
      this.problem = msg('This file is larger than 2 MB. A list of 2,000 rows is smaller; save it as CSV.');
      return;
    }
    this.busy = true;
    await this.attempt(async () => {
      const bytes = await base64Of(file).catch(() => {
        throw new Error(msg('This file could not be read. Choose it again.'));
      });
      // Without the course's own list everybody who has not opened the activity yet would be somebody unknown.
      const roster = this.api.post('/api/courses/current/roster', {}, { timeoutMs: requestMs });
      this.rosterRead = await roster.then(
        () => true,
        () => false,
      );
      const body = { fileName: file.name.slice(0, 200), file: bytes };
      const list = await this.api.post<IntakeView>('/api/placement-intakes', body, { timeoutMs: requestMs });
      this.flaggedOnly = false;
      await this.show(list);
      location.hash = `#/placement-upload/${list.id}`;
    });
    this.busy = false;
  };

  private readonly confirm = async (): Promise<void> => {
    const { list } = this;
    if (!list || this.busy) return;
    [this.busy, this.problem] = [true, null];
    try {
      const path = `/api/placement-intakes/${list.id}/confirm`;
      await this.show(await this.api.post<IntakeView>(path, {}, { ifMatch: list.revision, timeoutMs: requestMs }));
    } catch (error) {
      this.problem = problemSentence(error);
      const current =
        error instanceof ProblemError && error.status === 409 ? (error.extra['current'] as IntakeView | undefined) : undefined;
      if (current) await this.attempt(() => this.show(current));
    }
    this.busy = false;
  };

  private readonly filter = (event: Event): void => {
    this.flaggedOnly = (event.target as HTMLInputElement).checked;
    void this.attempt(() => this.loadRows(0));
  };

  private readonly print = (): void => {
    window.print();
    this.letters.keep();
  };

  private readonly save = (): void => {
    saveTable({ name: 'mentor-codes.csv', content: this.letters.csv });
    this.letters.keep();
  };

  private renderChoose(): TemplateResult {
    const { timeZone } = this.me;
    return html`<h1>${msg('Upload your placement list')}</h1>
      <p class="measure">
        ${msg('One row a placement: student number or e-mail, school, first and last day. Nothing happens before you have looked at it.')}
      </p>
      <placement-upload-file .busy=${this.busy} @file-given=${this.upload}></placement-upload-file>
      ${
        this.earlier.length === 0
          ? nothing
          : html`<section class="stack-tight" aria-labelledby="earlier">
              <h2 id="earlier">${msg('Earlier lists')}</h2>
              <ul class="rows">
                ${this.earlier.map(
                  (list) =>
                    html`<li class="stack-tight">
                      <a href="#/placement-upload/${list.id}">${list.fileName || msg('A list')}</a>
                      <p class="quiet-text">
                        ${msg(str`${moment(list.createdAt, { timeZone })}, ${list.createdBy}`)} · ${this.shortly(list)}
                      </p>
                    </li>`,
                )}
              </ul>
            </section>`
      }`;
  }

  private shortly({ state, total, counts }: IntakeView): string {
    if (state === 'draft') return msg(str`${total} rows, not confirmed`);
    if (state === 'confirmed') return msg(str`${total} rows, under way`);
    return counts.waiting > 0 ? msg(str`${total} rows, ${counts.waiting} waiting`) : msg(str`${total} rows, done`);
  }

  private renderCounts(list: IntakeView): TemplateResult {
    const { counts, platform } = list;
    const lines: [number, IconName, string][] = [
      [counts.new, 'plus', counts.new === 1 ? msg('1 new placement') : msg(str`${counts.new} new placements`)],
      [counts.change, 'pen', counts.change === 1 ? msg('1 placement changes') : msg(str`${counts.change} placements change`)],
      [counts.made, 'check', counts.made === 1 ? msg('1 placement made') : msg(str`${counts.made} placements made`)],
      [counts.changed, 'check', counts.changed === 1 ? msg('1 placement changed') : msg(str`${counts.changed} placements changed`)],
      [counts.unchanged, 'minus', counts.unchanged === 1 ? msg('1 stays as it is') : msg(str`${counts.unchanged} stay as they are`)],
      [
        counts.waiting,
        'clock',
        counts.waiting === 1
          ? msg(str`1 waits for somebody who is not in ${platform} yet`)
          : msg(str`${counts.waiting} wait for people who are not in ${platform} yet`),
      ],
      [
        counts.error,
        'warning',
        counts.error === 1 ? msg('1 row has a mistake and is left out') : msg(str`${counts.error} rows have a mistake and are left out`),
      ],
      [counts.failed, 'warning', counts.failed === 1 ? msg('1 row could not be done') : msg(str`${counts.failed} rows could not be done`)],
    ];
    return html`<ul class="counts">
      ${lines.filter(([count]) => count > 0).map(([, name, words]) => line(name, words))}
    </ul>`;
  }

  private renderNotices({ newSchools, ignored, state, platform }: IntakeView): TemplateResult {
    const named =
      newSchools.length > mostNamed ? [...newSchools.slice(0, mostNamed), msg(str`${newSchools.length - mostNamed} more`)] : newSchools;
    return html`${
      !this.rosterRead && state === 'draft'
        ? html`<cf-notice kind="warning"
            >${msg(str`${platform} did not send this course’s list of people. Only those who have opened Critical Friend are known.`)}</cf-notice
          >`
        : nothing
    }
    ${
      newSchools.length > 0 && state === 'draft'
        ? html`<p class="measure">${msg(str`New schools: ${listOfNames(named)}. Check that none is an old one spelt otherwise.`)}</p>`
        : nothing
    }
    ${ignored.length > 0 ? html`<p class="quiet-text">${msg(str`Columns that are not used: ${ignored.join(', ')}.`)}</p>` : nothing}`;
  }

  private renderTrial(list: IntakeView): TemplateResult {
    const { counts, platform, fileName } = list;
    const nothingRight = counts.error === list.total;
    return html`<h1>${msg('Look at the list before anything happens')}</h1>
      <p class="measure">
        ${msg(str`${list.total} rows in ${fileName}. Nothing has changed yet. People are looked for in ${platform} and nowhere else.`)}
      </p>
      ${this.renderCounts(list)} ${this.renderNotices(list)}
      <div class="row">
        ${
          nothingRight
            ? nothing
            : html`<button class="primary" type="button" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.confirm}>
                ${this.busy ? msg('Starting…') : msg('Confirm this list')}
              </button>`
        }
        <a class="button" href="#/placement-upload">${msg('Choose another list')}</a>
      </div>
      ${
        counts.error > 0 && !nothingRight
          ? html`<p class="quiet-text">
              ${msg('Rows with a mistake do nothing. Correct them and upload the list again: the others stay as they are.')}
            </p>`
          : nothing
      }
      ${this.renderRows(list)}`;
  }

  private renderProgress({ counts, fileName }: IntakeView): TemplateResult {
    const done = counts.made + counts.changed + counts.failed;
    const all = done + counts.new + counts.change;
    return html`<h1>${msg('Making the placements')}</h1>
      <p>${fileName}</p>
      <progress max=${Math.max(all, 1)} .value=${done} aria-label=${msg('Rows done')}></progress>
      <p>${msg(str`${done} of ${all} rows done.`)}</p>
      <p class="quiet-text">${msg('You can close this page. It goes on, and you find it here again.')}</p>`;
  }

  private renderDone(list: IntakeView): TemplateResult {
    return html`<h1 class="no-print">${msg('Your placements')}</h1>
      <div class="stack no-print">
        ${this.renderCounts(list)}
        ${
          list.counts.waiting > 0
            ? html`<p class="quiet-text measure">
                ${msg(str`A waiting placement is made when its trainee opens Critical Friend, or the course’s list in ${list.platform} brings them.`)}
              </p>`
            : nothing
        }
        ${this.renderNotices(list)}
      </div>
      ${this.renderLetters(list)}
      <div class="no-print">${this.renderRows(list)}</div>`;
  }

  private renderLetters(list: IntakeView): TemplateResult | typeof nothing {
    const { counts, codes, running, problem } = this.letters;
    if (problem === null && (!counts || counts.toMake + counts.open + counts.joined + counts.waiting === 0) && codes.length === 0)
      return nothing;
    const make = (renew: boolean) => () => void this.letters.make(list.id, renew);
    const { toMake, open, joined, waiting } = counts ?? { toMake: 0, open: 0, joined: 0, waiting: 0 };
    return html`<section class="stack" aria-labelledby="letters">
      <h2 id="letters" class="no-print">${msg('Letters to mentors')}</h2>
      <div class="stack-tight no-print measure">
        <ul class="counts">
          ${joined > 0 ? line('check', joined === 1 ? msg('1 mentor has joined.') : msg(str`${joined} mentors have joined.`)) : nothing}
          ${
            waiting > 0
              ? line(
                  'clock',
                  waiting === 1
                    ? msg('1 letter comes later: its trainee is not here yet.')
                    : msg(str`${waiting} letters come later: their trainees are not here yet.`),
                )
              : nothing
          }
        </ul>
        ${problem ? html`<cf-notice kind="problem">${problem}</cf-notice>` : nothing}
        ${
          toMake > 0 || running
            ? html`<div class="row">
                <button class="primary" type="button" aria-disabled=${running ? 'true' : 'false'} @click=${make(false)}>
                  ${running ? msg(str`Writing letters… ${codes.length}`) : toMake === 1 ? msg('Make 1 letter') : msg(str`Make ${toMake} letters`)}
                </button>
              </div>`
            : nothing
        }
        ${codes.length > 0 && !running ? this.renderKeep(codes.length) : nothing}
        ${
          open > 0 && codes.length === 0 && !running
            ? html`<p>
                  ${open === 1 ? msg('1 mentor has a letter and has not used the code yet.') : msg(str`${open} mentors have a letter and have not used the code yet.`)}
                  ${msg('A code is never shown twice. If letters are lost, make new ones: the codes in the old ones then stop working.')}
                </p>
                <p>
                  <button type="button" @click=${make(true)}>
                    ${open === 1 ? msg('Make a new letter') : msg(str`Make ${open} new letters`)}
                  </button>
                </p>`
            : nothing
        }
      </div>
      <placement-upload-letters
        .codes=${codes}
        .partnership=${this.me.partnership.name}
        .platform=${list.platform}
        .support=${this.me.support}
      ></placement-upload-letters>
    </section>`;
  }

  private renderKeep(codes: number): TemplateResult {
    return html`<cf-notice kind="warning"
      >${codes === 1 ? msg('1 code is on this page and nowhere else. Print or save it before you leave.') : msg(str`${codes} codes are on this page and nowhere else. Print or save them before you leave.`)}
      <div slot="actions" class="row">
        <button class="primary" type="button" @click=${this.print}>${msg('Print the letters')}</button>
        <button type="button" @click=${this.save}>${msg('Save the codes as CSV')}</button>
      </div></cf-notice
    >`;
  }

  private renderRows(list: IntakeView): TemplateResult {
    return html`<section class="stack-tight" aria-labelledby="rows">
      <h2 id="rows">${msg('Row by row')}</h2>
      ${
        list.flagged > 0
          ? html`<label class="choice"
              ><input
                type="checkbox"
                .checked=${this.flaggedOnly}
                @change=${this.filter}
              />${msg(str`Only the ${list.flagged} with a mistake or worth a look`)}</label
            >`
          : nothing
      }
      <placement-upload-rows .rows=${this.rows} .platform=${list.platform}></placement-upload-rows>
      ${this.next === null ? nothing : html`<button type="button" @click=${() => void this.attempt(() => this.loadRows(this.next ?? 0))}>${msg('Show more')}</button>`}
    </section>`;
  }

  private renderPage(): TemplateResult {
    const { list } = this;
    if (this.listId === '' && !list) return this.renderChoose();
    if (!list)
      return html`<h1>${msg('Placement list')}</h1>
        ${this.problem ? nothing : html`<p role="status">${msg('Opening…')}</p>`}`;
    if (list.state === 'draft') return this.renderTrial(list);
    return list.state === 'confirmed' ? this.renderProgress(list) : this.renderDone(list);
  }

  override render(): TemplateResult {
    return html`<div class="stack">
      <p class="no-print">
        ${
          this.listId === ''
            ? html`<a class="button quiet" href="#/placements">${icon('back')}${msg('All placements')}</a>`
            : html`<a class="button quiet" href="#/placement-upload">${icon('back')}${msg('All lists')}</a>`
        }
      </p>
      ${this.problem ? html`<cf-notice class="no-print" kind="problem">${this.problem}</cf-notice>` : nothing} ${this.renderPage()}
      <p class="visually-hidden" role="status">${this.said}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'placement-upload': PlacementUpload;
  }
}
