/** A day as a list says it (ISO), or what is wrong with it in words. */
export type DayRead = { day: string } | { problem: string };

// prettier-ignore
const months: Record<string, number> = {
  jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, sept: 9, oct: 10, nov: 11, dec: 12,
  january: 1, february: 2, march: 3, april: 4, june: 6, july: 7, august: 8, september: 9, october: 10, november: 11, december: 12,
};

const two = (value: number): string => String(value).padStart(2, '0');

/** The ISO day, or null where the calendar has none. */
function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? `${year}-${two(month)}-${two(day)}` : null;
}

const write = 'Write it like 7/9/2026 or 2026-09-07';

function settled(text: string, year: number, month: number, day: number): DayRead {
  const found = calendarDay(year, month, day);
  if (found === null) return { problem: `“${text}” is not a day of the calendar. ${write}.` };
  if (year < 2000 || year > 2099) return { problem: `“${text}” is in the year ${year}. Check the year.` };
  return { day: found };
}

const numeric = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;

/** True for `9/25/2026`: a day only where the month comes first, which makes every other numeric day of that file doubtful. */
export function isMonthFirst(text: string): boolean {
  const [, first = '', , second = '', year = ''] = numeric.exec(bare(text)) ?? [];
  return first !== '' && Number(second) > 12 && calendarDay(Number(year), Number(first), Number(second)) !== null;
}

/** Spreadsheets add midnight to a day; full stops and commas round a month's name mean nothing. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/[T ]0?0:00(?::00(?:\.0+)?)?(?:Z)?$/i, '')
    .trim();

/** 1 January 2000 and 31 December 2099 as Excel counts days. */
const [firstSerial, lastSerial] = [36_526, 73_050];
const serialZero = Date.UTC(1899, 11, 30);

/**
 * Reads a day the way a list gives it: `2026-09-07`, `7/9/2026`, `7.9.2026` (the day first), `7-Sep-2026`, `7 September 2026`, or the
 * number a spreadsheet keeps for it. A numeric year of two figures is refused.
 * @param monthFirst another day of the same file has the month first, so one that can be read both ways is refused
 */
export function readDay(given: string, monthFirst = false): DayRead {
  const text = bare(given);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return settled(text, Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const figures = numeric.exec(text);
  if (figures) return readFigures(text, Number(figures[1]), Number(figures[3]), Number(figures[4]), monthFirst);
  const named = /^(\d{1,2})(?:st|nd|rd|th)?[\s./-]*([A-Za-z]{3,9})\.?,?[\s./-]*(\d{2}|\d{4})$/.exec(text);
  const month = months[named?.[2]?.toLowerCase() ?? ''];
  if (named && month !== undefined) {
    const year = Number(named[3]);
    return settled(text, year < 100 ? 2000 + year : year, month, Number(named[1]));
  }
  const serial = /^\d{5}(?:\.0+)?$/.test(text) ? Number(text) : 0;
  if (serial >= firstSerial && serial <= lastSerial) {
    return { day: new Date(serialZero + serial * 86_400_000).toISOString().slice(0, 10) };
  }
  if (/^\d{1,2}([/.-])\d{1,2}\1\d{2}$/.test(text))
    return { problem: `“${text}” can be read in several ways. Write the year with four figures.` };
  return { problem: `“${text}” is not a day. ${write}.` };
}

function readFigures(text: string, first: number, second: number, year: number, monthFirst: boolean): DayRead {
  if (second > 12 && isMonthFirst(text)) {
    return { problem: `“${text}” has the month first. Write ${year}-${two(first)}-${two(second)} or ${second}/${first}/${year}.` };
  }
  if (monthFirst && first <= 12 && first !== second) {
    const [day, other] = [`${year}-${two(second)}-${two(first)}`, `${year}-${two(first)}-${two(second)}`];
    return { problem: `“${text}” may be ${day} or ${other}, because this list has other days with the month first. Write one of these.` };
  }
  return settled(text, year, second, first);
}
