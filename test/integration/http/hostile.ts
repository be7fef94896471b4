import { gzipSync } from 'node:zlib';
import type { RawAsk } from './raw-request.js';

/** A name for the report, and how the request differs from a right one. */
export type Attack = [string, Partial<RawAsk>];

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

const json = { 'content-type': 'application/json' };
const deep = (open: string, close: string): string => open.repeat(20_000) + '1' + close.repeat(20_000);
const sentBody = (name: string, body: string | Buffer, headers: Record<string, string> = {}): Attack => [
  name,
  { body, headers: { ...json, ...headers } },
];

/** A value of another type than the one that belongs there. */
const wrongFor = (value: Json): Json[] => {
  if (typeof value === 'string') return [7, true, {}, [], [value]];
  if (typeof value === 'number') return ['seven', 1.5, -1, 1e300, {}, [value], true];
  if (typeof value === 'boolean') return ['true', 1, {}, []];
  if (Array.isArray(value)) return ['text', 7, {}, [{}], [7], [[]]];
  // Where nothing is given, text or a number may be right.
  if (value === null) return [{}, [], true];
  return ['text', 7, [], null, true];
};

/** Every place in a body, with a way to put something else there. */
function placesOf(value: Json, path = ''): [string, Json, (other: Json) => Json][] {
  const here: [string, Json, (other: Json) => Json] = [path || '/', value, (other) => other];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [here];
  const below = Object.entries(value).flatMap(([name, inner]) =>
    placesOf(inner, `${path}/${name}`).map(([at, was, put]): [string, Json, (other: Json) => Json] => [
      at,
      was,
      (other) => ({ ...value, [name]: put(other) }),
    ]),
  );
  return [here, ...below];
}

/** Everything that may be wrong with a body where this one is right. @param tooMuch bytes that a route of this kind does not take */
export function bodyAttacks(right: Json, tooMuch = 300_000): Attack[] {
  const text = JSON.stringify(right);
  const places = placesOf(right);
  const [first] = Object.keys(right as Record<string, Json>);
  const with_ = (member: string): string => (text === '{}' ? `{${member}}` : `{${member},${text.slice(1)}`);
  return [
    sentBody('too much of unknown text', `{"x":"${'a'.repeat(tooMuch)}"}`),
    sentBody('too much in a field', with_(`"${first ?? 'x'}":"${'a'.repeat(tooMuch)}"`)),
    sentBody('too many spaces', ' '.repeat(tooMuch) + text),
    ...['', ' ', '{', '{"a":', '{"a":1,}', 'nul', text + text, text.slice(0, -1), "{'a':1}", '\u0000', '\ufeff', 'NaN'].map((body) =>
      sentBody(`malformed ${JSON.stringify(body.slice(0, 20))}`, body),
    ),
    ...['null', 'true', '7', '"text"', '[]', `[${text}]`].map((body) => sentBody(`${body.slice(0, 10)} for an object`, body)),
    sentBody('20,000 lists deep', `{"x":${deep('[', ']')}}`),
    sentBody('20,000 objects deep', `{"x":${deep('{"x":', '}')}}`),
    sentBody('20,000 lists deep and nothing else', deep('[', ']')),
    ...(first === undefined ? [] : [sentBody('20,000 lists deep in a field', `{"${first}":${deep('[', ']')}}`)]),
    ...['"unknown":1', '"__proto__":{"a":1}', '"__proto__":null', '"constructor":{"prototype":{}}', '"toString":1', '"":1'].map((member) =>
      sentBody(`also ${member}`, with_(member)),
    ),
    ...places.flatMap(([at, value, put]) =>
      wrongFor(value).map((other) => sentBody(`${JSON.stringify(other)} at ${at}`, JSON.stringify(put(other)))),
    ),
    ...places.flatMap(([at, value, put]) =>
      typeof value === 'string'
        ? ['a\u0000b', '\ud800', 'a\udc00b'].map((bad) => sentBody(`${JSON.stringify(bad)} at ${at}`, JSON.stringify(put(bad))))
        : [],
    ),
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      'application/jsonp',
      ';',
      '',
    ].map((type): Attack => [`sent as ${type || 'nothing'}`, { body: text, headers: type === '' ? {} : { 'content-type': type } }]),
    sentBody('said to be in UTF-16', text, { 'content-type': 'application/json; charset=utf-16' }),
    sentBody('in another charset', text, { 'content-type': 'application/json; charset=latin9' }),
    sentBody('gzipped', gzipSync(text), { 'content-encoding': 'gzip' }),
    sentBody('gzipped 1,000 times its size', gzipSync(`{"x":"${'a'.repeat(3_000_000)}"}`), { 'content-encoding': 'gzip' }),
    sentBody('said to be gzipped', text, { 'content-encoding': 'gzip' }),
    sentBody('in no known encoding', text, { 'content-encoding': 'x-rot13' }),
  ];
}

/** Everything that may be wrong with a revision. */
export const revisionAttacks: Attack[] = [
  '*',
  'abc',
  '""',
  '"abc"',
  '"1", "2"',
  '"-1"',
  '"1.5"',
  '"99999999999999999999"',
  '1',
  '"1',
  ' ',
  '"\u00b2"',
].map((revision) => [`If-Match ${revision}`, { headers: { 'if-match': revision } }]);

/** What may stand in a path instead of an id. */
export const strangeIds = [
  'x'.repeat(12_000), '%E0%A4%A', '%', '%00', '%ff%fe', '%2e%2e%2f%2e%2e%2fetc%2fpasswd', '..%2f', '__proto__', 'null', 'undefined', '0',
  '%27%20OR%201%3D1%20--', '%7B%7D', '00000000-0000-0000-0000-00000000000G', '0192f0c4-0000-7000-8000-000000000000%00', '%F0%9F%92%A9', ';', '%0d%0aX-Y:%20z',
]; // prettier-ignore

/** What may stand in a query. */
export const strangeQueries = [
  'unknown=1', '__proto__=1', 'constructor=1', 'after[]=x', 'after[a]=x', 'after=x&after=y', 'after=%00', 'after=%E0%A4%A', `after=${'x'.repeat(10_000)}`,
  'search=%00', 'search=a&search=b', `search=${'x'.repeat(2_000)}`, '=', '%', '[]', 'after',
]; // prettier-ignore

export const strangeBearers = [
  'Bearer', 'Bearer ', 'Bearer x', `Bearer ${'x'.repeat(43)}`, `Bearer ${'x'.repeat(9_000)}`, 'Bearer a b', 'Basic eDp5', 'bearer', "Bearer ' OR 1=1",
  'Bearer __proto__',
]; // prettier-ignore
