// Builds everything that runs: `npm run build`. The tool and the practice LMS as Node bundles, the components as hashed, compressed files.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const root = import.meta.dirname;

const servers = {
  'tool/main': 'tool/main.ts',
  'tool/platform': 'tool/lti/platform-command.ts',
  'tool/reseal': 'tool/lti/reseal-command.ts',
  'tool/signatures': 'tool/signatures-command.ts',
  'tool/audit': 'tool/privacy/audit-command.ts',
  'tool/privacy': 'tool/privacy/privacy-command.ts',
  'tool/restored': 'tool/restored-command.ts',
  'tool/lti-config': 'tool/lti-config/lti-config-command.ts',
  'practice/start': 'test/practice/start.ts',
  'practice/platform': 'test/platform/main.ts',
  'practice/first-launch': 'test/practice/first-launch.ts',
};

const pages = {
  'app-shell': 'components/app-shell/app-shell.ts',
  probe: 'components/app-shell/probe.ts',
  proof: 'components/app-shell/proof.ts',
  registered: 'components/app-shell/registered.ts',
  'link-picker-main': 'components/link-picker/link-picker-main.ts',
  'link-preview-main': 'components/link-preview/link-preview-main.ts',
};

// In a folder of its own: nothing of it is served by the tool.
const demoPages = { 'demo-page': 'demo-entry' };

/** The demo page's entry: every `*.demo.ts`, found when it is built, so that a new one needs no list. */
const demoEntry = {
  name: 'demo-entry',
  setup(builder) {
    builder.onResolve({ filter: /^demo-entry$/ }, () => ({ path: 'demo-page.ts', namespace: 'demo' }));
    builder.onLoad({ filter: /.*/, namespace: 'demo' }, async () => {
      const found = await readdir(path.join(root, 'components'), { recursive: true });
      const files = found.filter((file) => file.endsWith('.demo.ts')).sort();
      const imports = files.map((file, index) => `import { demo as demo${index} } from './components/${file}';`);
      const call = `showDemos([${files.map((_, index) => `demo${index}`).join()}]);`;
      return { contents: `import { showDemos } from './components/demo/demo-page.ts';\n${imports.join('\n')}\n${call}`, resolveDir: root };
    });
  },
};

const buildServers = () =>
  build({
    absWorkingDir: root,
    entryPoints: servers,
    outdir: 'dist',
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    sourcemap: 'linked',
    logLevel: 'warning',
  });

const buildComponents = (entryPoints) =>
  build({
    absWorkingDir: root,
    entryPoints,
    plugins: [demoEntry],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'browser',
    target: ['es2022', 'safari16.4'],
    format: 'esm',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });

/** The pages' one stylesheet: the tokens as the components have them, and the rules of pages without components. */
async function buildStylesheet() {
  const made = await build({
    absWorkingDir: root,
    stdin: { contents: "export { tokens } from './components/shared/tokens.css.ts';", resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
  });
  const { tokens } = await import(`data:text/javascript;base64,${Buffer.from(made.outputFiles[0].contents).toString('base64')}`);
  const rules = await readFile(path.join(root, 'components/shared/page.css'), 'utf8');
  const minified = await build({
    stdin: { contents: `${tokens.cssText}\n${rules}`, loader: 'css' },
    minify: true,
    write: false,
    target: 'safari16.4',
  });
  return Buffer.from(minified.outputFiles[0].contents);
}

const hashOf = (content) => createHash('sha256').update(content).digest('hex').slice(0, 8);
const zip = (bytes) => promisify(gzip)(bytes, { level: 9 });
const brotli = (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

/** Writes a file with its two compressed copies, made here once so that no answer waits for it. */
async function writeAsset(folder, file, contents) {
  const bytes = Buffer.from(contents);
  const [gz, br] = await Promise.all([zip(bytes), brotli(bytes)]);
  await Promise.all([
    writeFile(path.join(folder, file), bytes),
    writeFile(path.join(folder, `${file}.gz`), gz),
    writeFile(path.join(folder, `${file}.br`), br),
  ]);
  return { bytes: bytes.length, gzip: gz.length, brotli: br.length };
}

const logicalName = (entryPoint) => path.basename(entryPoint.replace(/^demo:/, '')).replace(/\.ts$/, '.js');

async function buildAssets(folder, entryPoints, stylesheet, icon) {
  const [{ outputFiles, metafile }] = await Promise.all([buildComponents(entryPoints), mkdir(folder, { recursive: true })]);
  const sizes = {};
  for (const { path: file, contents } of outputFiles) sizes[path.basename(file)] = await writeAsset(folder, path.basename(file), contents);
  const styleFile = `page-${hashOf(stylesheet)}.css`;
  sizes[styleFile] = await writeAsset(folder, styleFile, stylesheet);

  const outputs = Object.fromEntries(Object.entries(metafile.outputs).map(([file, output]) => [path.basename(file), output]));
  const importsOf = (file, seen = new Set()) => {
    for (const { path: imported, kind } of outputs[file].imports) {
      const name = path.basename(imported);
      if (kind !== 'import-statement' || seen.has(name) || outputs[name] === undefined) continue;
      seen.add(name);
      importsOf(name, seen);
    }
    return [...seen];
  };
  const iconFile = `icon-${hashOf(icon)}.svg`;
  sizes[iconFile] = await writeAsset(folder, iconFile, icon);
  const entries = { 'page.css': { file: styleFile, imports: [] }, 'icon.svg': { file: iconFile, imports: [] } };
  for (const [file, output] of Object.entries(outputs)) {
    if (output.entryPoint) entries[logicalName(output.entryPoint)] = { file, imports: importsOf(file) };
  }
  // Names of files hold the hash of their content, so this names the whole page.
  const digest = hashOf(JSON.stringify(entries));
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify({ build: digest, entries, sizes }, null, 1));
  await removeOld(folder, Object.keys(sizes));
  return { entries, sizes };
}

// After the new files are there, so that a server that starts meanwhile finds one build or the other.
async function removeOld(folder, files) {
  const current = new Set(['manifest.json', ...files.flatMap((file) => [file, `${file}.gz`, `${file}.br`])]);
  const old = (await readdir(folder)).filter((file) => !current.has(file));
  await Promise.all(old.map((file) => rm(path.join(folder, file), { force: true })));
}

function printSizes({ entries, sizes }) {
  const kilobytes = (count) => `${(count / 1000).toFixed(1)} kB`;
  for (const [name, { file, imports }] of Object.entries(entries)) {
    const all = [file, ...imports].map((one) => sizes[one].gzip);
    console.log(
      `${name.padEnd(28)} ${kilobytes(sizes[file].gzip).padStart(9)}   with imports ${kilobytes(all.reduce((a, b) => a + b, 0)).padStart(9)}`,
    );
  }
}

const startedAt = performance.now();
const stylesheet = await buildStylesheet();
const icon = await readFile(path.join(root, 'components/shared/icon.svg'));
const [made] = await Promise.all([
  buildAssets(path.join(root, 'dist/assets'), pages, stylesheet, icon),
  buildAssets(path.join(root, 'dist/demo'), demoPages, stylesheet, icon),
  buildServers(),
]);
printSizes(made);
console.log(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s; sizes are gzip.`);
