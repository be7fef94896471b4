import { createHash } from 'node:crypto';
import { canonicalText, type Json } from './canonical.js';

/** What somebody declared by signing: the observer `signed`, the trainee `read` (which does not mean agreement), a remark was `added`. */
export type Meaning = 'signed' | 'read' | 'added';

/** One row of a record, as it was signed. Salt and value are null once the text was erased. */
export interface Leaf {
  salt: string | null;
  value: Json;
}

/** A record's skeleton; a string under `leaves` is the hash of the leaf of that name. */
export interface SealedDocument {
  readonly [member: string]: Json;
  readonly leaves: { readonly [name: string]: string };
}

export interface SignatureFacts {
  recordKind: string;
  recordId: string;
  position: number;
  meaning: Meaning;
  personId: string;
  identityId: string;
  role: string;
  signedAt: string;
  recordDigest: string;
  previousDigest: string | null;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64url');

/** SHA-256, base64url, of one salted leaf. The salt's fixed length keeps salt and text apart. */
export const leafHash = (salt: string, value: Json): string => sha256(`critical-friend/leaf/1\n${salt}\n${canonicalText(value)}`);

/** The document to be signed: the skeleton with every leaf as its hash. @throws where a leaf has no salt */
export function sealDocument(skeleton: Readonly<Record<string, Json>>, leaves: ReadonlyMap<string, Leaf>): SealedDocument {
  const hashes: Record<string, string> = {};
  for (const [name, { salt, value }] of leaves) {
    if (salt === null) throw new Error('An erased text cannot be signed.');
    hashes[name] = leafHash(salt, value);
  }
  return { ...skeleton, leaves: hashes };
}

/** SHA-256, base64url, of a document's RFC 8785 text. */
export const digestOf = (canonicalDocument: string): string => sha256(`critical-friend/record/1\n${canonicalDocument}`);

export const signatureDigest = (facts: SignatureFacts): string => sha256(`critical-friend/signature/1\n${canonicalText({ ...facts })}`);

export interface Check {
  /** True where nothing signed was changed; erased texts do not make it false. */
  intact: boolean;
  /** Names of leaves whose words are no longer the signed ones, or that are missing or new. */
  changed: string[];
  erased: string[];
  /** False where the document, or a fact it names, is not the signed one. */
  documentIntact: boolean;
  signatures: { position: number; intact: boolean }[];
}

/** Compares what is stored with what was signed. Pure: the caller reads the rows. */
export function checkRecord(
  stored: { document: string; digest: string },
  signatures: readonly (SignatureFacts & { digest: string })[],
  skeleton: Readonly<Record<string, Json>>,
  leaves: ReadonlyMap<string, Leaf>,
): Check {
  const document = JSON.parse(stored.document) as SealedDocument;
  const asNow = canonicalText({ ...skeleton, leaves: document.leaves });
  const documentIntact = asNow === stored.document && digestOf(stored.document) === stored.digest;
  const changed: string[] = [...leaves.keys()].filter((name) => !Object.hasOwn(document.leaves, name));
  const erased: string[] = [];
  for (const [name, hash] of Object.entries(document.leaves)) {
    const leaf = leaves.get(name);
    if (leaf?.salt === null) erased.push(name);
    else if (!leaf || leafHash(leaf.salt, leaf.value) !== hash) changed.push(name);
  }
  const ordered = signatures.toSorted((one, other) => one.position - other.position);
  const checked = ordered.map(({ digest, ...facts }, index) => ({
    position: facts.position,
    intact:
      facts.position === index + 1 &&
      facts.recordDigest === stored.digest &&
      facts.previousDigest === (ordered[index - 1]?.digest ?? null) &&
      signatureDigest(facts) === digest,
  }));
  const intact = documentIntact && changed.length === 0 && checked.length > 0 && checked.every((signature) => signature.intact);
  return { intact, changed, erased, documentIntact, signatures: checked };
}
