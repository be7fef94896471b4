import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Api } from '../shared/api.js';
import { baseStyles } from '../shared/base.styles.js';
import '../shared/cf-dialog.js';
import '../shared/cf-notice.js';
import { icon } from '../shared/icons.js';
import { chooseLocale, localized, msg, str } from '../shared/localize.js';
import type { Me } from '../shared/me.js';
import type { Notice } from '../../tool/privacy/privacy.shared.js';
import { anyUnsaved, storeUnsaved } from '../shared/unsaved.js';
import { appShellStyles } from './app-shell.styles.js';
import { PlatformFrame } from './platform-frame.js';
import { openOwnTab } from './own-tab.js';
import { followHeading } from './page-focus.js';
import { codePage, draftPage, firstPath, pageOf, pathOf, previewPage, privacyPage, type Page } from './page-table.js';
import { roleSentence, type PlacementName } from './role-sentence.js';
import { forgetSession, takeSession, type HeldSession } from './session-store.js';

/** How long a text may take to be stored before the person is asked whether to leave it. */
const storingMs = 1_500;

type Ending = 'open-again' | 'signed-out' | 'signed-out-here' | 'failed';

/**
 * The page round every widget: takes over the session of a launch, says who you are here, and shows the page that the address names.
 * @listens roles-changed - a code was taken up or a role ended: asks the server again who you are
 */
@localized()
@customElement('app-shell')
export class AppShell extends LitElement {
  static override styles = [baseStyles, appShellStyles];

  @state() private me: Me | null = null;
  @state() private placements: PlacementName[] = [];
  @state() private ending: Ending | null = null;
  @state() private sessionEnded = false;
  @state() private olderPage = false;
  @state() private unreachable = false;
  @state() private problem: string | null = null;
  @state() private path = pathOf(location.hash);
  /** The page whose code has arrived; the one before stays until then. */
  @state() private shown: { page: Page; path: string } | null = null;

  /** Who can see what and for how long, until it was read. */
  @state() private notice: Notice | null = null;

  /** What was asked for while text here is stored nowhere; null where nobody has to be asked. */
  @state() private leave: (() => void) | null = null;

  private held: HeldSession | null = null;
  private readonly frame = new PlatformFrame(this, () => this.held?.frameOrigin ?? null);
  private moved = false;
  /** Turned to another page whose top has not been asked for yet. */
  private turning = false;
  private stopFollowing: () => void = () => undefined;
  private readonly api = new Api({
    session: () => this.held?.session ?? null,
    build: document.documentElement.dataset.build ?? null,
  });

  constructor() {
    super();
    this.api.addEventListener('session-ended', () => (this.sessionEnded = this.ending === null));
    this.api.addEventListener('older-page', () => void storeUnsaved(storingMs).then(() => (this.olderPage = true)));
    this.api.addEventListener('unreachable', () => (this.unreachable = true));
    this.api.addEventListener('reachable', () => (this.unreachable = false));
    this.addEventListener('roles-changed', () => void this.askWho());
    this.addEventListener('notice-read', () => this.noticeRead());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.addressChanged);
    this.held = takeSession();
    if (this.held) void this.askWho();
    else this.ending = 'open-again';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.addressChanged);
    this.stopFollowing();
  }

  private readonly addressChanged = (): void => {
    const wanted = pathOf(location.hash);
    if (wanted === this.path) return;
    if (anyUnsaved()) void this.askBeforeLeaving(wanted);
    else this.turnTo(wanted);
  };

  private turnTo(path: string): void {
    this.leave = null;
    this.path = path;
    this.moved = true;
    this.turning = true;
    void this.openPage();
  }

  // The address goes back to the page that is shown, so that its text stays until the person has answered.
  private async askBeforeLeaving(wanted: string): Promise<void> {
    history.replaceState(history.state, '', `#/${this.path}`);
    await this.leaveAfterSaving(() => this.leaveFor(wanted));
  }

  private async leaveAfterSaving(leave: () => void): Promise<void> {
    await storeUnsaved(storingMs);
    if (anyUnsaved()) this.leave = leave;
    else leave();
  }

  private leaveFor(wanted: string): void {
    history.pushState(history.state, '', `#/${wanted}`);
    this.turnTo(wanted);
  }

  private async askWho(): Promise<void> {
    try {
      const me = await this.api.get<Me>('/api/me');
      await chooseLocale(me.locale);
      this.me = me;
      this.problem = null;
      await this.openPage();
      void this.askNotice();
      if (me.roles.some((held) => held.placementId !== null)) await this.nameTrainees();
    } catch (error) {
      if (this.api.ended && !this.me) this.ending = 'open-again';
      else if (!this.me) this.ending = 'failed';
      this.problem = error instanceof Error ? error.message : null;
    }
  }

  // The header is as useful without a name as late with one, so its failure is nobody's concern.
  private async nameTrainees(): Promise<void> {
    const answer = await this.api.get<{ placements: PlacementName[] }>('/api/placements', { background: true }).catch(() => null);
    this.placements = answer?.placements ?? [];
  }

  // After the page, so that nobody waits for it; without an answer there is nothing to show.
  private async askNotice(): Promise<void> {
    const notice = await this.api.get<Notice>('/api/privacy/notice', { background: true }).catch(() => null);
    if (!notice || notice.read) return;
    await import('../privacy-notice/privacy-notice.js').catch(() => null);
    this.notice = notice;
  }

  private noticeRead(): void {
    const { notice } = this;
    this.notice = null;
    // Where this does not arrive, it is shown once more the next time.
    if (notice) void this.api.post('/api/privacy/notice/read', { version: notice.version }, { background: true }).catch(() => null);
  }

  private async openPage(): Promise<void> {
    if (!this.me) return;
    if (this.path === '' && this.shown === null) this.path = firstPath(this.me);
    // Without a role there is the code, and a draft that a former mentor may still copy; afterwards the page stays until the person goes on.
    if (this.me.roles.length === 0 && ![codePage, draftPage, previewPage, privacyPage].includes(pageOf(this.path))) {
      history.replaceState(history.state, '', '#/code');
      this.path = 'code';
    }
    const path = this.path;
    const page = pageOf(path);
    try {
      await page.load();
    } catch {
      // After an update the old file is gone; what is shown, and what was typed in it, stays.
      await this.api.get('/api/me', { background: true }).catch(() => null);
      if (!this.api.older) this.problem = msg('This part of the page did not arrive. Check the connection, then reload the page.');
      return;
    }
    if (path === this.path) this.shown = { page, path };
  }

  override updated(changed: PropertyValues): void {
    if (!changed.has('shown') || !this.shown) return;
    const element = this.renderRoot.querySelector('main > *');
    this.stopFollowing();
    if (element) this.stopFollowing = followHeading(element, this.moved);
    if (this.turning) this.frame.scrollToTop();
    this.turning = false;
  }

  private readonly skip = (event: Event): void => {
    event.preventDefault();
    this.renderRoot.querySelector('main')?.focus();
  };

  private readonly openAgain = (): Promise<void> => this.leaveAfterSaving(() => location.reload());

  private readonly ownTab = async (): Promise<void> => {
    this.problem = await openOwnTab(this.api).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : null),
    );
  };

  private readonly signOut = async (): Promise<void> => {
    this.ending = await this.api.post('/api/sign-out').then(
      () => 'signed-out',
      () => 'signed-out-here',
    );
    forgetSession();
    this.api.end();
  };

  private renderEnding(ending: Ending): TemplateResult {
    const words: Record<Ending, [string, string]> = {
      'open-again': [msg('Open it again from your course'), msg('This page no longer knows who you are. Go to your course in Moodle or Canvas and open the activity there. What was saved is safe.')],
      'signed-out': [msg('You are signed out'), msg('If you had opened it in its own tab too, both are signed out. To come back, open the activity from your course.')],
      'signed-out-here': [msg('This page is signed out'), msg('If it is also open in its own tab, sign out there too. To come back, open the activity from your course.')],
      failed: [msg('This page could not be opened'), this.problem ?? msg('Reload the page in a minute.')],
    }; // prettier-ignore
    const [heading, sentence] = words[ending];
    document.title = `${heading} · Critical Friend`;
    return html`<main id="main">
      <div class="last stack">
        <h1>${heading}</h1>
        <p>${sentence}</p>
      </div>
    </main>`;
  }

  private renderLink(path: string, page: string, words: string): TemplateResult {
    return html`<li><a href="#/${path}" aria-current=${this.shown?.page.name === page ? 'page' : nothing}>${words}</a></li>`;
  }

  private renderNavigation(me: Me): TemplateResult {
    const names = new Set(me.roles.map((held) => held.role));
    return html`<nav aria-label=${msg('Pages')}>
      <ul>
        ${this.renderLink('', 'home', msg('Waiting for you'))}
        ${names.has('tutor') ? this.renderLink('trainees', 'trainees', msg('Trainees')) : nothing}
        ${names.has('coordinator') ? this.renderLink('schools', 'schools', msg('Schools')) : nothing}
        ${names.has('tutor') || names.has('coordinator') || names.has('school_lead') ? this.renderLink('placements', 'placements', msg('Placements')) : nothing}
        ${names.has('school_lead') ? this.renderLink('approvals', 'approvals', msg('Pictures and video')) : nothing}
        ${names.has('school_lead') ? this.renderLink('contacts', 'contacts', msg('School contacts')) : nothing}
      </ul>
    </nav>`;
  }

  // Whoever has a role seldom gets a second code, so it has no place among the pages.
  private renderCodeLink(): TemplateResult {
    const here = this.shown?.page === codePage;
    return html`<a class="code" href="#/code" aria-current=${here ? 'page' : nothing}>${msg('I was given a code')}</a>`;
  }

  private renderLeaving(): TemplateResult {
    const stay = () => (this.leave = null);
    const leave = () => this.leave?.();
    return html`<cf-dialog .heading=${msg('Some text is not saved')} ?open=${this.leave !== null} @closed=${stay}>
      <p>${msg('It is only on this page. Stay to save it or copy it.')}</p>
      <button slot="actions" class="primary" type="button" @click=${stay}>${msg('Stay here')}</button>
      <button slot="actions" class="danger" type="button" @click=${leave}>${msg('Leave without it')}</button>
    </cf-dialog>`;
  }

  private renderBands(me: Me): TemplateResult {
    const where = me.platform.name;
    return html`<div class="bands">
      ${
        this.sessionEnded
          ? html`<cf-notice kind="problem"
              >${msg(str`This page is no longer signed in. Your text is still here: copy what is not saved. Then open it again from ${where}.`)}${
                this.held?.returnUrl
                  ? html`<a slot="actions" class="button" href=${this.held.returnUrl} target="_top">${msg('Back to your course')}</a>`
                  : nothing
              }</cf-notice
            >`
          : nothing
      }
      ${
        this.olderPage
          ? html`<div role="status">
              <cf-notice
                >${msg('Critical Friend was updated. What is saved stays saved. Finish what you are writing, then open this page again.')}<button
                  slot="actions"
                  type="button"
                  @click=${this.openAgain}
                >
                  ${msg('Open this page again')}
                </button></cf-notice
              >
            </div>`
          : nothing
      }
      ${
        this.unreachable && !this.sessionEnded
          ? html`<cf-notice kind="warning">${msg('There is no connection just now. Keep this tab open; we will try again.')}</cf-notice>`
          : nothing
      }
      ${this.problem && !this.sessionEnded ? html`<cf-notice kind="problem">${this.problem}</cf-notice>` : nothing}
      ${this.notice && this.shown?.page !== privacyPage ? html`<privacy-notice .notice=${this.notice}></privacy-notice>` : nothing}
    </div>`;
  }

  override render(): TemplateResult {
    if (this.ending) return this.renderEnding(this.ending);
    const me = this.me;
    if (!me) return html`<main id="main"><p role="status">${msg('Opening…')}</p></main>`;
    return html`
      <a class="skip button" href="#main" @click=${this.skip}>${msg('Skip to the page')}</a>
      <header>
        <div class="bar">
          <p class="who">${roleSentence(me, this.placements)}</p>
          ${me.roles.length > 0 ? this.renderNavigation(me) : nothing}
          <div class="tools">
            ${
              window.parent === window
                ? nothing
                : html`<button class="quiet" type="button" @click=${this.ownTab}>
                    ${icon('openOut')}<span class="wide">${msg('Open in its own tab')}</span><span class="narrow">${msg('Own tab')}</span>
                  </button>`
            }
            <button class="quiet" type="button" @click=${this.signOut}>${msg('Sign out')}</button>
          </div>
        </div>
      </header>
      ${this.renderBands(me)} ${this.renderLeaving()}
      <main id="main" tabindex="-1">
        ${this.shown?.page.render({ api: this.api, me, path: this.shown.path }) ?? html`<p role="status">${msg('Opening…')}</p>`}
      </main>
      <footer>
        <p>
          ${me.partnership.name}${me.support ? html` · ${msg(str`Questions: ${me.support}`)}` : nothing} ·
          <a href="#/privacy">${msg('Privacy')}</a>
        </p>
        ${me.roles.length > 0 ? this.renderCodeLink() : nothing}
      </footer>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'app-shell': AppShell;
  }
}
