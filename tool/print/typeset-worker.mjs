// Sets one document and ends. Given: the typesetter, already compiled, its fonts, the template and the document.
import { parentPort, workerData } from 'node:worker_threads';
import start, { TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler';

const { typesetter, fonts, template, document } = workerData;
await start({ module_or_path: typesetter });

const builder = new TypstCompilerBuilder();
builder.set_dummy_access_model();
for (const font of fonts) await builder.add_raw_font(font);
const compiler = await builder.build();
compiler.add_source('/document.typ', template);

const { result, diagnostics } = compiler.compile('/document.typ', [['document', document]], 'pdf', 1);
// What went wrong may quote the document, so only that it did is told.
if (!result) throw new Error(`The document could not be set: ${diagnostics?.length ?? 0} faults.`);
parentPort.postMessage(result, [result.buffer]);
