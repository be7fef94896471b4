import { DraftKeeping, keptObservation } from '../../components/observation-form/draft-keeping.js';
import { ObservationDraft } from '../../components/observation-form/observation-draft.js';
import { textRows } from '../../components/device-store/device-desk.js';
import { Api } from '../../components/shared/api.js';
import type { ObservationView, SectionName } from '../../tool/observation/observation.shared.js';
import type { Round, RoundReport, RoundStep } from './offline-round.js';

type Network = 'on' | 'off' | 'deaf';
const never = new Promise<never>(() => undefined);
const bearer = 'priya';

/** A page of the device: the real draft, queue and keeping over the real store and server, and a network that can be cut. */
class Page {
  private alive = true;
  readonly api: Api;
  draft!: ObservationDraft;
  keeping!: DraftKeeping;

  constructor(private readonly network: { is: Network }) {
    this.api = new Api({
      session: () => bearer,
      fetch: async (input, init) => {
        if (!this.alive) return never;
        if (this.network.is === 'off') throw new TypeError('no network');
        const answer = await fetch(input, init);
        if (this.isGone()) return never;
        if (this.network.is === 'deaf') throw new TypeError('no answer');
        return answer;
      },
    });
  }

  private isGone(): boolean {
    return !this.alive;
  }

  /** Nothing of it happens any more, as when its document is gone. */
  kill(): void {
    this.alive = false;
    this.keeping.close();
  }
}

const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 2_000) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};

/** Texts of one section: what was written here and elsewhere last, and whether whoever replaced it had it before their eyes. */
interface Claims {
  here: { text: string; seen: boolean } | null;
  elsewhere: { text: string; seen: boolean } | null;
}

async function play({ observationId, placementId, steps, atLast }: Round): Promise<RoundReport> {
  const network = { is: 'on' as Network };
  const other = new Api({ session: () => bearer });
  const address = `/api/observations/${observationId}`;
  const read = (): Promise<ObservationView> => other.get<ObservationView>(address);
  const met = { restored: 0, offlineReload: 0, conflict: 0, leftOver: 0 };
  const wrong: string[] = [];
  const claims = new Map<SectionName, Claims>();
  const claimsOf = (section: SectionName): Claims => {
    const known = claims.get(section) ?? { here: null, elsewhere: null };
    claims.set(section, known);
    return known;
  };
  /** Notes and targets by id, as this person last left them; null taken back. */
  const notes = new Map<string, string | null>();
  const targets = new Map<string, string>();
  const elsewhere = { signed: false };

  const lesson = { day: '2025-11-12', starts: null, period: 'P2', className: null, subject: null, topic: null };
  await other.put(address, { placementId, kind: 'formal', lesson, focus: '', writeUp: false });

  let page = new Page(network);
  const bodyOf = (view: ObservationView, section: SectionName) => view.sections.find((one) => one.section === section)?.body ?? '';

  const open = async (): Promise<void> => {
    const writable = (page.draft as ObservationDraft | undefined)?.view.may.write ?? true;
    page = new Page(network);
    const before = new Set((await textRows(observationId)).map((row) => row.writer));
    let view: ObservationView | null;
    if (network.is === 'on') view = await page.api.get<ObservationView>(address);
    else {
      view = await keptObservation(observationId);
      met.offlineReload += 1;
    }
    if (view === null && writable) throw new Error('the lesson was not kept for a reload without a network');
    // A record that is closed, with nothing of this device in it, is read with a network only.
    if (view === null) network.is = 'on';
    view ??= await page.api.get<ObservationView>(address);
    page.draft = new ObservationDraft(page.api, view);
    const keeping = await DraftKeeping.begin(page.api, page.draft);
    if (keeping === null) {
      if (before.size > 0) throw new Error('what is on the device was not opened');
      // A record that is closed, with nothing of it here: there is nothing to keep.
      page.keeping = { close: () => undefined } as unknown as DraftKeeping;
    } else {
      page.keeping = keeping;
      await until('what was left', async () => (await textRows(observationId)).every((row) => !before.has(row.writer)));
      met.restored += before.size;
    }
    if (network.is !== 'on') return;
    for (const [section, { elsewhere: theirs }] of claims) {
      if (theirs && bodyOf(page.draft.view, section) === theirs.text) theirs.seen = true;
    }
  };

  const settleAll = (keep: 'yours' | 'theirs'): void => {
    for (const { key, theirs, yours } of [...page.draft.conflicts.values()]) {
      met.conflict += 1;
      // Both stood side by side before the person chose.
      const section = key.startsWith('section/') ? claimsOf(key.slice('section/'.length)) : null;
      for (const claim of [section?.here, section?.elsewhere]) if (claim && [theirs, yours].includes(claim.text)) claim.seen = true;
      page.draft.settle(key, keep);
    }
  };

  const signElsewhere = async (): Promise<void> => {
    let view = await read();
    if (view.state === 'planned') await other.post(`${address}/write-up`);
    if (view.state === 'live') await other.post(`${address}/stop`, {});
    const impact = view.sections.find((one) => one.section === 'impact');
    const claim = claimsOf('impact');
    if (claim.here?.text === impact?.body && claim.here) claim.here.seen = true;
    claim.elsewhere = { text: 'what was signed', seen: false };
    await other.put(`${address}/sections/impact`, { body: 'what was signed' }, { ifMatch: impact?.revision });
    view = await read();
    await other.post(`${address}/sign`, {}, { ifMatch: view.revision });
    elsewhere.signed = true;
  };

  const act = async (step: RoundStep): Promise<void> => {
    const { draft } = page;
    const writes = draft.view.may.write;
    const own = draft.view.notes.findLast((note) => notes.get(note.id) != null && !note.withdrawn);
    switch (step.do) {
      case 'note': {
        if (!writes) return;
        draft.addNote(step.text, 'none');
        notes.set(draft.view.notes.at(-1)?.id ?? '', step.text);
        return;
      }
      case 'change-note':
        if (!writes || !own) return;
        draft.changeNote(own.id, { body: step.text });
        notes.set(own.id, step.text);
        return;
      case 'withdraw-note':
        if (!writes || !own) return;
        draft.withdrawNote(own.id);
        notes.set(own.id, null);
        return;
      case 'target': {
        if (!writes || targets.size >= 3) return;
        const id = crypto.randomUUID();
        draft.saveTarget(id, {
          wording: step.text,
          actions: '',
          support: '',
          why: '',
          areaIds: [],
          link: null,
          byOn: null,
          position: targets.size,
          noteIds: [],
        });
        targets.set(id, step.text);
        return;
      }
      case 'write':
        if (!writes) return;
        draft.writeSection(step.section, step.text);
        claimsOf(step.section).here = { text: step.text, seen: false };
        return;
      case 'write-elsewhere': {
        if (elsewhere.signed) return;
        const current = (await read()).sections.find((one) => one.section === step.section);
        const { here } = claimsOf(step.section);
        if (here && here.text === current?.body) here.seen = true;
        claimsOf(step.section).elsewhere = { text: step.text, seen: false };
        await other.put(`${address}/sections/${step.section}`, { body: step.text }, { ifMatch: current?.revision });
        return;
      }
      case 'start':
        if (writes && draft.view.state === 'planned') draft.step('start');
        return;
      case 'stop':
        if (writes && draft.view.state === 'live') draft.step('stop');
        return;
      case 'send':
        draft.queue.retry();
        await draft.queue.flush();
        return;
      case 'network':
        network.is = step.is;
        return;
      case 'settle':
        settleAll(step.keep);
        return;
      case 'reload':
        await laid();
        page.kill();
        await open();
        return;
      case 'close-tab':
        // Opened again by a launch, which needs the network.
        await laid();
        page.kill();
        network.is = 'on';
        // Another handle, as after a launch: nothing of the tab before is at hand.
        history.replaceState(null, '', `/at/${crypto.randomUUID()}`);
        await open();
        return;
      case 'sign-elsewhere':
        if (!elsewhere.signed) await signElsewhere();
    }
  };
  // A person cannot press faster than the device writes down.
  const laid = () => until('the device', () => !(page.keeping instanceof DraftKeeping) || page.keeping.safe);

  await open();
  for (const step of steps) await act(step);

  network.is = 'on';
  await until('everything sent', async () => {
    page.draft.queue.retry();
    await page.draft.queue.flush();
    settleAll(atLast);
    return page.draft.queue.settled;
  });
  await laid();

  const stored = await read();
  const left = page.draft.leftOver.map(({ text }) => text);
  met.leftOver += left.length;
  const lost = (text: string): boolean => !left.some((one) => one.split('\n').includes(text));
  for (const [section, { here, elsewhere: theirs }] of claims) {
    const body = bodyOf(stored, section);
    if (here && here.text !== body && !here.seen && lost(here.text)) wrong.push(`${section} written here: ${here.text}, stored: ${body}`);
    if (theirs && theirs.text !== body && !theirs.seen) wrong.push(`${section} written elsewhere: ${theirs.text}, stored: ${body}`);
  }
  for (const [id, text] of notes) {
    const found = stored.notes.filter((note) => note.id === id && !note.withdrawn);
    if (text === null && found.length > 0 && !elsewhere.signed) wrong.push('a note that was taken back is stored');
    if (text !== null && found.length > 1) wrong.push(`twice: ${text}`);
    if (text !== null && found[0]?.body !== text && lost(text)) wrong.push(`note: ${text}, stored: ${found[0]?.body ?? 'nothing'}`);
  }
  for (const [id, text] of targets) {
    const found = stored.targets.find((target) => target.id === id);
    if (found?.wording !== text && lost(text)) wrong.push(`target: ${text}, stored: ${found?.wording ?? 'nothing'}`);
  }
  // Kept until sent, and then gone; what is left over stays until it was copied.
  if (left.length > 0) page.draft.copied();
  await laid();
  await until('an empty device', async () => (await textRows(observationId)).length === 0);
  page.kill();
  return { wrong, met };
}

Object.assign(globalThis, { playRound: play });
