import type { Passage } from '../../tool/observation/observation-redaction.shared.js';
import type { ObservationView } from '../../tool/observation/observation.shared.js';
import { msg, str } from '../shared/localize.js';
import { elapsed } from '../shared/times.js';

export interface ShownText {
  /** As the server names it. */
  part: string;
  heading: string;
  text: string;
}

const wordsOf = ({ wording, why, actions, support }: ObservationView['targets'][number]) => ({ wording, why, actions, support });

/** Every text of a record that a reader has before them, in the order of the page. */
export function textsOf(view: ObservationView): ShownText[] {
  const { lesson, sections, form, targets, notes, remarks, answers, prompts, earlier, traineeView } = view;
  const partOf = (section: string) => form.sections.find((one) => one.section === section);
  const headingOf = (section: string): string => partOf(section)?.heading ?? section;
  const lines: [string, string, string | null][] = [
    ['className', msg('Class'), lesson.className],
    ['subject', msg('Subject'), lesson.subject],
    ['topic', msg('Topic'), lesson.topic],
    ['period', msg('Period'), lesson.period],
  ];
  const all: ShownText[] = [
    ...lines.map(([field, heading, text]) => ({ part: `lesson/${field}`, heading, text: text ?? '' })),
    ...earlier.flatMap(({ id, wording, answer }) =>
      answer === null
        ? []
        : [
            { part: `outcome/${id}/wording`, heading: msg('What became of the last targets'), text: wording },
            { part: `outcome/${id}/because`, heading: msg('What became of the last targets'), text: answer.because },
          ],
    ),
    // The answer to a choice is a label of the form: nobody wrote it here.
    ...sections
      .filter(({ section }) => partOf(section)?.options === undefined)
      .map(({ section, body }) => ({ part: `section/${section}`, heading: headingOf(section), text: body })),
    ...(traineeView?.answers ?? []).map(({ section, body }) => ({
      part: `view/${section}`,
      heading: msg(str`${headingOf(section)}, before reading`),
      text: body,
    })),
    ...targets.flatMap((target, index) =>
      Object.entries({ ...wordsOf(target), title: target.link?.title ?? '' }).map(([field, text]) => ({
        part: `target/${target.id}/${field}`,
        heading: msg(str`Target ${index + 1}`),
        text,
      })),
    ),
    ...prompts.texts.map((text, index) => ({ part: `prompt/${index}`, heading: msg('Agreed prompts'), text })),
    ...notes.flatMap(({ id, minuteMs, body, why }) => {
      const heading = minuteMs === null ? msg('Note') : msg(str`Note ${elapsed(minuteMs)}`);
      return [
        { part: `note/${id}`, heading, text: body },
        { part: `note/${id}/why`, heading, text: why },
      ];
    }),
    ...[...remarks, ...answers].map(({ id, by, body }) => ({
      part: `remark/${id}`,
      heading: msg(str`What ${by.givenName} put beside it`),
      text: body,
    })),
  ];
  return all.filter(({ text }) => text !== '');
}

const gaps = /\[words removed on [^\]]*\]/g;

/** Where these words stand in a text, as whole words and however they are capitalised; not inside what was removed before. */
export function find(words: string, text: string): Passage[] {
  const wanted = words.trim();
  if (wanted === '') return [];
  const escaped = wanted.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}(?![\p{L}\p{N}])`, 'giu');
  const before = [...text.matchAll(gaps)].map((gap) => ({ start: gap.index, end: gap.index + gap[0].length }));
  return [...text.matchAll(pattern)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ start, end }) => before.every((gap) => end <= gap.start || start >= gap.end))
    .slice(0, 50);
}
