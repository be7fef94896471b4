import { createHash } from 'node:crypto';
import { AccessTokens } from './access-tokens.js';
import { Faults } from './faults.js';
import { Gradebook } from './gradebook.js';
import { KeyRing } from './keys.js';
import { Registrations } from './registrations.js';
import { openState, type State } from './state-file.js';
import { ToolKeys } from './tool-keys.js';
import type { ClientRegistration, Course, Enrolment, Person, PlatformOptions, ResourceLink, StorageVariant, ToolUrls } from './types.js';

/** Everything one running platform knows; both modes read it, neither mode's rules are in it. */
export class Site {
  origin = '';
  frameOrigin = '';
  tool: ToolUrls | undefined;
  storage: StorageVariant;
  /** Scopes that the administrator has not switched on for the tool. */
  readonly switchedOff = new Set<string>();
  readonly now: () => Date;
  readonly keys: KeyRing;
  readonly gradebook: Gradebook;
  readonly faults = new Faults();
  readonly tokens: AccessTokens;
  readonly toolKeys = new ToolKeys();
  readonly registrations = new Registrations(this);
  readonly links: ResourceLink[];
  readonly #state: State;

  constructor(readonly options: PlatformOptions) {
    this.now = options.now ?? (() => new Date());
    this.tool = options.tool;
    this.storage = options.storage ?? 'answering';
    this.#state = openState(options.stateFile, options.mode, () => ({
      keys: this.keys.privateKeys(),
      gradebook: this.gradebook.toJSON(),
      links: this.links,
    }));
    const saved = this.#state.saved;
    this.links = saved?.links ?? options.links.map((link) => ({ ...link }));
    this.gradebook = new Gradebook(this.now, () => {
      this.#state.changed();
    });
    this.tokens = new AccessTokens(this.now);
    this.keys = new KeyRing(saved?.keys, () => {
      this.#state.changed();
    });
    if (saved) this.gradebook.restore(saved.gradebook);
    else for (const link of this.links) this.addColumnFor(link);
  }

  get issuer(): string {
    return this.options.issuer ?? this.origin;
  }

  addLink(link: ResourceLink): void {
    this.links.push(link);
    this.addColumnFor(link);
    this.#state.changed();
  }

  /** Backup and restore, as a teacher does it at the start of a year: links and columns with all they carry, no people but who is named. */
  copyCourse(courseId: string, copy: { id: string; title: string; enrolments: Enrolment[] }): ResourceLink[] {
    const from = this.course(courseId);
    if (!from) throw new Error('the platform has no such course');
    const copied = { ...copy, label: `${from.label}_1`, history: [from.id, ...(from.history ?? [])] };
    this.options.courses = [...this.options.courses, copied];
    return this.links
      .filter((link) => link.courseId === courseId)
      .map((link, index) => {
        const { id: _id, ...column } = link.column ?? { maximum: 0 };
        const copied = { ...link, id: `${copy.id}-${index + 1}`, courseId: copy.id, ...(link.column ? { column } : {}) };
        this.addLink(copied);
        return copied;
      });
  }

  private addColumnFor(link: ResourceLink): void {
    if (!link.column) return;
    const { id, maximum, label, resourceId, tag } = link.column;
    this.gradebook.addColumn({
      ...(id === undefined ? {} : { id }),
      courseId: link.courseId,
      clientId: this.registrationOf(link).clientId,
      label: label ?? link.title,
      maximum,
      resourceId: resourceId ?? '',
      tag: tag ?? '',
      linkId: link.id,
      coupledTo: link.id,
      ...(link.reviewUri === undefined ? {} : { submissionReview: { url: link.reviewUri } }),
    });
  }

  registrationOf(link: ResourceLink | null): ClientRegistration {
    const found =
      link?.clientId === undefined ? this.options.registration[0] : this.options.registration.find((one) => one.clientId === link.clientId);
    if (!found) throw new Error('the platform has no such registration');
    return found;
  }

  registrationBy(clientId: string): ClientRegistration | undefined {
    return this.options.registration.find((one) => one.clientId === clientId);
  }

  person(id: string): Person | undefined {
    return this.options.people.find((person) => person.id === id);
  }

  course(id: string): Course | undefined {
    return this.options.courses.find((course) => course.id === id);
  }

  link(id: string): ResourceLink | undefined {
    return this.links.find((link) => link.id === id);
  }

  enrolment(courseId: string, personId: string): Enrolment | undefined {
    return this.course(courseId)?.enrolments.find((enrolment) => enrolment.personId === personId);
  }

  /** The one column that belongs to a link; none when there are two, as both platforms then leave the claim out. */
  columnOf(link: ResourceLink): string | undefined {
    const columns = this.gradebook.columns(link.courseId).filter((column) => column.linkId === link.id || column.coupledTo === link.id);
    return columns.length === 1 ? columns[0]?.id : undefined;
  }

  /** Long opaque identifiers, as Canvas makes them. */
  opaque(...parts: string[]): string {
    return createHash('sha1')
      .update([this.options.name, ...parts].join('|'))
      .digest('hex');
  }

  connectedTool(): ToolUrls {
    if (!this.tool) throw new Error('no tool is connected: call platform.connectTool first');
    return this.tool;
  }

  close(): void {
    this.#state.flush();
  }
}
