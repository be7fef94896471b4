import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CoursePeople, RosterRead } from '../../tool/partnership/course.shared.js';
import type { Api } from '../shared/api.js';
import { msg, str } from '../shared/localize.js';
import { problemSentence } from '../shared/problem-sentence.js';

const searchPauseMs = 250;

/** The people of the course for a page that lets one be chosen: reads, searches, and reads the course's list again. */
export class CoursePeopleController implements ReactiveController {
  people: CoursePeople | null = null;
  reading = false;
  problem: string | null = null;
  /** What happened, for the page to announce. */
  said = '';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private search = '';

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly api: () => Api,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.host.updateComplete.then(() => this.load()).catch(() => undefined);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  async load(): Promise<void> {
    const turn = (this.asked += 1);
    try {
      const people = await this.api().get<CoursePeople>(
        `/api/courses/current/people${this.search === '' ? '' : `?search=${encodeURIComponent(this.search)}`}`,
      );
      // An earlier search that answers late must not replace a later one.
      if (turn === this.asked) this.people = people;
    } catch (error) {
      this.problem = problemSentence(error);
    }
    this.host.requestUpdate();
  }

  readonly searched = (event: CustomEvent<{ search: string }>): void => {
    this.search = event.detail.search.trim();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), searchPauseMs);
  };

  readonly readRoster = async (): Promise<void> => {
    if (this.reading) return;
    this.reading = true;
    this.problem = null;
    this.host.requestUpdate();
    try {
      const { people, added, left } = await this.api().post<RosterRead>('/api/courses/current/roster');
      this.said = msg(str`The list has ${people} people: ${added} new, ${left} have left.`);
      await this.load();
    } catch (error) {
      this.problem = problemSentence(error);
    }
    this.reading = false;
    this.host.requestUpdate();
  };
}
