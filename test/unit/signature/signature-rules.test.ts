import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newSecret } from '../../../tool/ids.js';
import { canonicalText, type Json } from '../../../tool/signature/canonical.js';
import { checkRecord, digestOf, leafHash, sealDocument, signatureDigest, type Leaf } from '../../../tool/signature/signature.rules.js';

const words = fc.string({ unit: 'grapheme', maxLength: 40 });
const leafNames = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 6 });
const leavesFrom = (names: string[], texts: string[]) =>
  new Map<string, Leaf>(names.map((name, index) => [name, { salt: newSecret(), value: { body: texts[index] ?? '' } }]));
const skeleton = { format: 'test/1', observation: 'o' };

/** A record signed by two people. */
function signed(leaves: Map<string, Leaf>) {
  const document = canonicalText(sealDocument(skeleton, leaves));
  const digest = digestOf(document);
  const facts = {
    recordKind: 'test',
    recordId: 'o',
    personId: 'p',
    identityId: 'i',
    role: 'mentor',
    signedAt: '2025-11-12T10:00:00.000Z',
    recordDigest: digest,
  };
  const first = { ...facts, position: 1, meaning: 'signed' as const, previousDigest: null };
  const firstDigest = signatureDigest(first);
  const second = { ...facts, position: 2, meaning: 'read' as const, personId: 'q', role: 'trainee', previousDigest: firstDigest };
  return {
    stored: { document, digest },
    signatures: [
      { ...first, digest: firstDigest },
      { ...second, digest: signatureDigest(second) },
    ],
  };
}

describe('a sealed record', () => {
  it('has one canonical text, whatever the order of its members', () => {
    fc.assert(
      fc.property(fc.dictionary(words, words), (members) => {
        const reversed = Object.fromEntries(Object.entries(members).toReversed());
        expect(canonicalText(reversed)).toBe(canonicalText(members));
      }),
    );
    expect(canonicalText({ b: 1, a: 'é€', '\u20ac': null, '1': [true] })).toBe('{"1":[true],"a":"é€","b":1,"€":null}');
  });

  it('passes its check as it was signed, and after any texts were erased with their salts', () => {
    fc.assert(
      fc.property(
        leafNames,
        fc.array(words, { minLength: 6, maxLength: 6 }),
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        (names, texts, erase) => {
          const leaves = leavesFrom(names, texts);
          const record = signed(leaves);
          names.forEach((name, index) => {
            if (erase[index]) leaves.set(name, { salt: null, value: { body: '' } });
          });
          const check = checkRecord(record.stored, record.signatures, skeleton, leaves);
          expect(check.intact).toBe(true);
          expect(check.erased).toHaveLength(names.filter((_, index) => erase[index]).length);
        },
      ),
    );
  });

  it('fails its check after any change: a word, a salt, a leaf more or less, the skeleton, a signature', () => {
    fc.assert(
      fc.property(leafNames, fc.array(words, { minLength: 6, maxLength: 6 }), words, (names, texts, other) => {
        const leaves = leavesFrom(names, texts);
        const { stored, signatures } = signed(leaves);
        const name = names[0] ?? '';
        const leaf = leaves.get(name) ?? { salt: null, value: null };
        const intact = (changed: Map<string, Leaf>, skel: Record<string, Json> = skeleton, marks = signatures) =>
          checkRecord(stored, marks, skel, changed).intact;
        expect(intact(new Map([...leaves, [name, { ...leaf, value: { body: `${texts[0] ?? ''}${other}!` } }]]))).toBe(false);
        expect(intact(new Map([...leaves, [name, { ...leaf, salt: newSecret() }]]))).toBe(false);
        expect(intact(new Map([...leaves, ['more1', leaf]]))).toBe(false);
        expect(intact(new Map([...leaves].slice(1)))).toBe(false);
        expect(intact(leaves, { ...skeleton, observation: 'another' })).toBe(false);
        expect(intact(leaves, skeleton, signatures.slice(1))).toBe(false);
        expect(
          intact(
            leaves,
            skeleton,
            signatures.map((one) => ({ ...one, signedAt: '2025-11-13T10:00:00.000Z' })),
          ),
        ).toBe(false);
        expect(intact(leaves, skeleton, [])).toBe(false);
      }),
    );
  });

  it('gives two equal texts different leaves, because their salts differ', () => {
    expect(leafHash(newSecret(), 'Calm.')).not.toBe(leafHash(newSecret(), 'Calm.'));
    expect(() => sealDocument({}, new Map([['a', { salt: null, value: '' }]]))).toThrow('erased');
  });
});
