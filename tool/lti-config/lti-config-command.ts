import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createFounding } from '../partnership/founding.service.js';
import { createPeople } from '../partnership/people.service.js';
import { createPrivacy } from '../privacy/privacy.js';
import { dayIn } from '../privacy/retention.rules.js';
import { runCommand } from '../operator-bench.js';
import type { Ground } from '../slice.js';
import { tableDeclarations } from '../table-declarations.js';
import { urlOf } from '../url.js';
import { canvasKey, type CanvasOf } from './canvas-key.js';
import { checkCanvasKey } from './canvas-key-check.js';
import { readLtiConfigWords } from './lti-config-command.words.js';
import { packValues } from './pack-facts.js';
import { fillPage } from './pack-page.js';
import { checkTool, type CheckLine } from './tool-check.js';

const keyFiles: Record<string, CanvasOf> = { 'canvas.json': 'university', 'canvas-school.json': 'school' };
const packPages = ['school-administrator.html', 'data-protection.html'];
// From `dist/tool` and from here it is the same way.
const templates = path.join(import.meta.dirname, '../../lti-config/partner-pack');

async function write(ground: Ground, partnershipName: string, folder: string): Promise<{ answer: object }> {
  const partnership = await createFounding(ground).findOptional(partnershipName);
  if (!partnership) throw new Error('There is no partnership of this name; "npm run platform -- add" makes one.');
  const privacy = createPrivacy({ ground, declarations: tableDeclarations, people: createPeople(ground), files: [] });
  const values = packValues({
    config: ground.config,
    partnershipName: partnership.name,
    settings: await privacy.retention.settingsOf(partnership.id),
    processing: await privacy.processing(partnership.id),
    today: dayIn('UTC', ground.clock.now()),
  });
  const given = { origin: ground.config.publicUrl, partnershipName: partnership.name };
  const files = [
    ...Object.entries(keyFiles).map(([file, of]) => [file, `${JSON.stringify(canvasKey(of, given), null, 2)}\n`] as const),
    ...(await Promise.all(
      packPages.map(async (file) => [file, fillPage(await readFile(path.join(templates, file), 'utf8'), values)] as const),
    )),
  ];
  await mkdir(folder, { recursive: true });
  for (const [file, contents] of files) await writeFile(path.join(folder, file), contents);
  return { answer: { written: files.map(([file]) => path.join(folder, file)) } };
}

async function check(ground: Ground, url: string | null, folder: string): Promise<{ answer: object; failed: boolean }> {
  const { publicUrl, allowInsecurePlatforms } = ground.config;
  if (url !== null && urlOf(url)?.origin !== url)
    throw new Error('--url is an address without a path, for example https://friend.university.example');
  const origin = url ?? publicUrl;
  const read = await Promise.all(
    Object.entries(keyFiles).map(async ([file, of]): Promise<CheckLine[]> => {
      const text = await readFile(path.join(folder, file), 'utf8').catch(() => null);
      if (text === null) return [{ what: file, works: false, todo: `It is not in ${folder}: write it first.` }];
      return checkCanvasKey(file, of, text, origin);
    }),
  );
  const lines = [...(await checkTool(origin, allowInsecurePlatforms)), ...read.flat()];
  const failed = lines.some(({ works }) => !works);
  return { answer: { origin, works: !failed, putRight: lines.filter(({ works }) => !works), fine: lines.filter(({ works }) => works).map(({ what }) => what) }, failed }; // prettier-ignore
}

/**
 * `npm run lti-config -- write` fills the files for administrators from the running configuration; `check` compares them with the running tool
 * and asks it for what platforms will ask. Ends with 1 where something is to be put right.
 */
runCommand((ground, argv) => {
  const words = readLtiConfigWords(argv);
  return words.verb === 'write' ? write(ground, words.partnership, words.folder) : check(ground, words.url, words.folder);
});
