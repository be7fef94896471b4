import { expect, it } from '@jest/globals';
import { readAreas } from '../../../tool/framework/curriculum-table.rules.js';
import { shippedFrameworks } from '../../../tool/framework/shipped-framework.rules.js';

const read = (text: string) => {
  const found = readAreas(text);
  if ('problem' in found) throw new Error(found.problem);
  return found;
};
const areas = [
  { code: 'C1', name: 'Behaviour' },
  { code: '02', name: 'Fragen; Antworten' },
];

it('A curriculum is read with commas, semicolons and tabs, under headings in any order', () => {
  expect(read('Code,Name\nC1,Behaviour\n02,Fragen; Antworten').areas).toEqual(areas);
  expect(read('Name;Week;Code\r\nBehaviour;1;C1\r\n"Fragen; Antworten";2;02\r\n')).toEqual({ areas, problems: [], ignored: ['Week'] });
  expect(read('sep=;\nREF;TITLE\nC1;Behaviour\n="02";"Fragen; Antworten"').areas).toEqual(areas);
  expect(read('Our curriculum\n\nNumber\tCurriculum area\n C1 \t Behaviour \n02\tFragen; Antworten').areas).toEqual(areas);
});

it('A row that cannot be an area is named by its line, and the others are read', () => {
  expect(read(`Code,Name\nC1,Behaviour\n,Pedagogy\nC3,\nc1,Again\nC5,${'x'.repeat(201)}\n02,Fragen; Antworten`)).toMatchObject({
    areas,
    problems: [
      { line: 3, problem: 'The code is missing.' },
      { line: 4, problem: 'The name is missing.' },
      { line: 5, problem: 'The code c1 is there twice.' },
      { line: 6 },
    ],
  });
});

it('A file without both headings, without rows, or with too many says what to do', () => {
  expect(readAreas('Behaviour,Pedagogy\n1,2')).toEqual({
    problem: 'The first row must name two columns: Code and Name. Start from our example.',
  });
  expect(readAreas('Code,Name\n,\n')).toHaveProperty('problem');
  expect(readAreas(`Code,Name\n${Array.from({ length: 301 }, (_one, at) => `C${at},N`).join('\n')}`)).toHaveProperty('problem');
});

it('The frameworks that ship have codes and ids of their own, and carry their licence', () => {
  const all = shippedFrameworks.flatMap(({ areas: lines }) => lines.map(({ id }) => id));
  expect(new Set(all).size).toBe(all.length);
  expect(all.every((id) => id.length === 36)).toBe(true);
  for (const { areas: lines, attribution } of shippedFrameworks) {
    expect(new Set(lines.map(({ code }) => code)).size).toBe(lines.length);
    expect(attribution).toMatch(/Open Government Licence v3.0|not included/);
  }
});
