import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import Papa from 'papaparse';
import { fieldOf } from '../../../tool/partnership/intake-columns.rules.js';
import { readTable, type GivenRow } from '../../../tool/partnership/intake-table.rules.js';
import { decodeFile } from '../../../tool/partnership/intake-text.rules.js';

const headings = 'Student number,E-mail,School,Subject,Phase,Start,End,Tutor,Mentor,Mentor e-mail';
const rowsOf = (text: string): GivenRow[] => {
  const read = readTable(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.rows;
};
const problemOf = (text: string): string => {
  const read = readTable(text);
  return 'problem' in read ? read.problem : '';
};
const textOf = (bytes: Uint8Array): string => {
  const read = decodeFile(bytes);
  return 'text' in read ? read.text : `! ${read.problem}`;
};
const row = (cells: string): GivenRow => {
  const [first] = rowsOf(`${headings}\n${cells}`);
  if (!first) throw new Error('no row');
  return first;
};

describe('the letters of a file', () => {
  const text = 'Name;Schule\r\nZoë Müller – “Ærø”;Straße €\r\n';

  it('are read as UTF-8 with and without its mark, and as UTF-16 in either order', () => {
    const utf16 = Buffer.from(text, 'utf16le');
    expect(textOf(Buffer.from(text))).toBe(text);
    expect(textOf(Buffer.from(`\ufeff${text}`))).toBe(text);
    expect(textOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(text);
    expect(textOf(utf16)).toBe(text);
    expect(textOf(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe(text);
  });

  it('are read as Windows-1252 where they are no UTF-8', () => {
    expect(textOf(Buffer.from([0x5a, 0x6f, 0xeb, 0x20, 0x96, 0x20, 0x80]))).toBe('Zoë – €');
  });

  it('come back as they were for every text, in every one of these ways', () => {
    const latin = fc.string({ unit: fc.constantFrom(...Array.from('aZ09 ,;éüßÆ€“”–œ\t\n')) });
    fc.assert(fc.property(fc.string({ minLength: 1 }), (any) => expect(textOf(Buffer.from(`\ufeff${any}`))).toBe(any)));
    // As the standard has it: https://encoding.spec.whatwg.org/index-windows-1252.txt
    const high: Record<string, number> = { '€': 0x80, '“': 0x93, '”': 0x94, '–': 0x96, œ: 0x9c };
    fc.assert(
      fc.property(latin, (any) => {
        const bytes = Uint8Array.from(Array.from(`${any}é `, (letter) => high[letter] ?? letter.charCodeAt(0)));
        expect(textOf(bytes)).toBe(`${any}é `);
      }),
    );
  });

  test.each([
    [[0x50, 0x4b, 3, 4], 'This is a workbook'],
    [[0xd0, 0xcf, 0x11, 0xe0], 'This is a workbook'],
    [[], 'This file is empty'],
    [[0x89, 0x50, 0, 1, 2], 'This file is not a list'],
  ])('are not looked for in what is no list: %j', (bytes, sentence) => {
    expect(textOf(Uint8Array.from(bytes))).toContain(sentence);
  });
});

describe('the headings of a list', () => {
  test.each([
    ['Student No.', 'studentNumber'],
    ['STUDENT ID', 'studentNumber'],
    ['E-mail Address', 'email'],
    ['e mail', 'email'],
    ['Placement School', 'school'],
    ['Start date', 'startsOn'],
    ['Ends on', 'endsOn'],
    ['Mentor’s name', 'mentorName'],
    ['mentor_email', 'mentorEmail'],
    ['University tutor', 'tutor'],
    ['Surname', 'lastName'],
  ])('are known in plain words: %s', (heading, field) => {
    expect(fieldOf(heading)).toBe(field);
  });

  it('may stand in any order, under a title, and beside columns nobody here knows, which are named', () => {
    const read = readTable('Placements 2026,,,,\nSchool,Bus route,End,Start,Student ID\nHarbour Academy,7,2026-12-18,2026-09-07,0012\n');
    expect(read).toMatchObject({ ignored: ['Bus route'], rows: [{ line: 3, studentNumber: '0012', school: 'Harbour Academy' }] });
  });

  it('are asked for where one is missing or stands there twice', () => {
    expect(problemOf('School,Start,End\nA,2026-09-07,2026-12-18')).toContain('the student number or the e-mail');
    expect(problemOf('Number,School,Start\nA,B,2026-09-07')).toBe(
      'The list has no column for the last day (End). Add it, or start from our example.',
    );
    expect(problemOf('Number,School,Start,Start date,End\n')).toContain('“Start” and “Start date” seem to say the same');
    expect(problemOf('0012,Harbour Academy,2026-09-07')).toContain('The first row must name the columns');
    expect(problemOf(`${headings}\n\n`)).toContain('no row under the headings');
  });
});

describe('a row of a list', () => {
  it('is read whatever separates its cells', () => {
    for (const delimiter of [',', ';', '\t']) {
      const text = [headings.replaceAll(',', delimiter), ['0012', 'A@B.example', 'Harbour, Academy', '', '', '7/9/2026', '18.12.2026', '', '', '']
        .map((cell) => `"${cell}"`).join(delimiter)].join('\r\n'); // prettier-ignore
      expect(rowsOf(text)).toMatchObject([
        { studentNumber: '0012', email: 'a@b.example', school: 'Harbour, Academy', startsOn: '2026-09-07' },
      ]);
    }
    expect(rowsOf(`sep=;\r\nNumber;School;Start;End\r\n1;A;2026-09-07;2026-12-18`)).toMatchObject([{ line: 2, studentNumber: '1' }]);
  });

  it('keeps every cell as it was typed, whatever a spreadsheet puts round it', () => {
    const cell = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/[\s']+/g, ' ').trim())
      .filter((text) => text !== '' && !text.startsWith('="') && !text.includes('\0') && !/\p{Surrogate}/u.test(text));
    fc.assert(
      fc.property(cell, cell, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n'), (school, mentor, delimiter, newline) => {
        const text = Papa.unparse([['Number', 'School', 'Start', 'End', 'Mentor'], ['0012', school, '2026-09-07', '2026-12-18', mentor]], {
          delimiter, newline,
        }); // prettier-ignore
        expect(rowsOf(text)).toMatchObject([{ studentNumber: '0012', school, mentorName: mentor, problems: [] }]);
      }),
    );
  });

  it('has the number it has in the spreadsheet, also after blank rows and cells of several lines', () => {
    const text = 'Number,School,Start,End\n1,"Harbour\nAcademy",2026-09-07,2026-12-18\n,,,\n\n2,B,2026-09-07,2026-12-18\n';
    expect(rowsOf(text).map(({ line, school }) => [line, school])).toEqual([
      [2, 'Harbour Academy'],
      [5, 'B'],
    ]);
  });

  it('keeps leading zeros, also those that were kept by a trick', () => {
    for (const cell of ['00123', "'00123", '"=""00123"""'])
      expect(row(`${cell},,A,,,2026-09-07,2026-12-18,,,`).studentNumber).toBe('00123');
  });

  test.each([
    [',,A,,,2026-09-07,2026-12-18,,,', 'Neither a student number nor an e-mail is given. Add one.'],
    ['1.23457E+11,,A,,,2026-09-07,2026-12-18,,,', 'shortened this student number'],
    ['1,nobody,A,,,2026-09-07,2026-12-18,,,', '“nobody” is not an e-mail address.'],
    ['1,,,,,2026-09-07,2026-12-18,,,', 'The school is missing.'],
    ['1,,A,,,,2026-12-18,,,', 'The first day is missing.'],
    ['1,,A,,,2026-12-18,2026-09-07,,,', 'The last day comes after the first.'],
    ['1,,A,,,2026-09-07,2062-12-18,,,', 'three years at most'],
    ['1,,A,,,2026-09-07,2026-12-18,,,m@a.example', 'The mentor’s name is missing.'],
    [`1,,${'x'.repeat(201)},,,2026-09-07,2026-12-18,,,`, 'too long'],
  ])('says what is wrong with it: %s', (cells, sentence) => {
    expect(row(cells).problems.join(' ')).toContain(sentence);
  });

  it('makes the other days of its list doubtful where its own has the month first', () => {
    const [first, second] = rowsOf('Number,School,Start,End\n1,A,9/7/2026,18/12/2026\n2,A,9/14/2026,18/12/2026\n');
    expect(first?.problems[0]).toContain('may be 2026-07-09 or 2026-09-07');
    expect(second?.problems[0]).toContain('has the month first');
  });

  it('is one of two thousand at most', () => {
    const many = Array.from({ length: 2001 }, (_unused, index) => `${index},A,2026-09-07,2026-12-18`).join('\n');
    expect(problemOf(`Number,School,Start,End\n${many}`)).toBe('The list has 2001 rows; 2000 is the most. Divide it and upload each part.');
  });
});
