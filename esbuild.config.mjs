// Builds everything that runs: `npm run build`. The tool and the practice LMS as Node bundles, the components as hashed, compressed files.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';

const root = import.meta.dirname;
const assets = path.join(root, 'dist/assets');

const servers = {
  'tool/main': 'tool/main.ts',
  'tool/platform': 'tool/lti/platform-command.ts',
  'tool/reseal': 'tool/lti/reseal-command.ts',
  'practice/start': 'test/practice/start.ts',
  'practice/platform': 'test/platform/main.ts',
  'practice/first-launch': 'test/practice/first-launch.ts',
};

const pages = {
  'app-shell': 'components/app-shell/app-shell.ts',
  probe: 'components/app-shell/probe.ts',
  demo: 'components/demo/demo-page.ts',
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

const buildComponents = () =>
  build({
    absWorkingDir: root,
    entryPoints: pages,
    outdir: 'dist/assets',
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
  const minified = await build({ stdin: { contents: `${tokens.cssText}\n${rules}`, loader: 'css' }, minify: true, write: false, target: 'safari16.4' });
  return Buffer.from(minified.outputFiles[0].contents);
}

const zip = (bytes) => promisify(gzip)(bytes, { level: 9 });
const brotli = (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

/** Writes a file with its two compressed copies, made here once so that no answer waits for it. */
async function writeAsset(file, contents) {
  const bytes = Buffer.from(contents);
  const [gz, br] = await Promise.all([zip(bytes), brotli(bytes)]);
  await Promise.all([
    writeFile(path.join(assets, file), bytes),
    writeFile(path.join(assets, `${file}.gz`), gz),
    writeFile(path.join(assets, `${file}.br`), br),
  ]);
  return { bytes: bytes.length, gzip: gz.length, brotli: br.length };
}

const logicalName = (entryPoint) => path.basename(entryPoint).replace(/\.ts$/, '.js');

async function buildAssets() {
  const [{ outputFiles, metafile }, stylesheet] = await Promise.all([buildComponents(), buildStylesheet()]);
  await mkdir(assets, { recursive: true });
  const sizes = {};
  for (const { path: file, contents } of outputFiles) sizes[path.basename(file)] = await writeAsset(path.basename(file), contents);
  const styleFile = `page-${createHash('sha256').update(stylesheet).digest('hex').slice(0, 8)}.css`;
  sizes[styleFile] = await writeAsset(styleFile, stylesheet);

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
  const entries = { 'page.css': { file: styleFile, imports: [] } };
  for (const [file, output] of Object.entries(outputs)) {
    if (output.entryPoint) entries[logicalName(output.entryPoint)] = { file, imports: importsOf(file) };
  }
  // Names of files hold the hash of their content, so this names the whole page.
  const digest = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 8);
  await writeFile(path.join(assets, 'manifest.json'), JSON.stringify({ build: digest, entries, sizes }, null, 1));
  return { entries, sizes };
}

function printSizes({ entries, sizes }) {
  const kilobytes = (count) => `${(count / 1000).toFixed(1)} kB`;
  for (const [name, { file, imports }] of Object.entries(entries)) {
    const all = [file, ...imports].map((one) => sizes[one].gzip);
    console.log(`${name.padEnd(28)} ${kilobytes(sizes[file].gzip).padStart(9)}   with imports ${kilobytes(all.reduce((a, b) => a + b, 0)).padStart(9)}`);
  }
}

const startedAt = performance.now();
await rm(path.join(root, 'dist'), { recursive: true, force: true });
const [made] = await Promise.all([buildAssets(), buildServers()]);
printSizes(made);
console.log(`Built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s; sizes are gzip.`);
