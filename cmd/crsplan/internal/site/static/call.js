// call asks the program, which runs in workers of this page: one answers what is
// typed, the other what takes long. Nothing leaves the browser.

export const alone = true;

const sizes = { program: 0 };
const bytes = globalThis.crsplanProgram ? fetch(globalThis.crsplanProgram) : fetch("crsplan.wasm.gz");

// program is the program, compiled once for both workers.
const program = bytes.then(async (answer) => {
  if (!answer.ok) throw new Error(answer.statusText);
  const packed = new Uint8Array(await answer.arrayBuffer());
  sizes.program = packed.length;
  // A host may have unpacked it already.
  const zipped = packed[0] === 0x1f && packed[1] === 0x8b;
  const whole = zipped ? new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))) : new Response(packed);
  return WebAssembly.compile(await whole.arrayBuffer());
});

let last = 0;
const waiting = new Map();

function begin() {
  const worker = new Worker(globalThis.crsplanWorker ?? "worker.js");
  worker.onmessage = ({ data: { number, what, values } }) => waiting.get(number)?.(what, values);
  program.then((compiled) => worker.postMessage({ program: compiled }));
  return worker;
}

const workers = { quick: begin(), slow: begin() };

export async function call(path, { method = "GET", body, headers = {}, signal } = {}) {
  const packed = new Request("https://localhost/", { method, body, headers });
  const request = { number: ++last, method, path, headers: Object.fromEntries(packed.headers), body: new Uint8Array(await packed.arrayBuffer()) };
  const name = path === "more" || path.startsWith("file/") ? "slow" : "quick";
  signal?.throwIfAborted();
  return new Promise((answered, failed) => {
    let parts;
    const stream = new ReadableStream({ start(controller) { parts = controller; } });
    waiting.set(request.number, (what, values) => {
      if (what === "head") answered(new Response(stream, { status: values[0], headers: values[1] }));
      if (what === "part") parts.enqueue(values[0]);
      if (what === "end") parts.close(), waiting.delete(request.number);
    });
    program.catch((error) => {
      document.getElementById("no-program").hidden = false;
      failed(error);
    });
    signal?.addEventListener("abort", () => {
      if (!waiting.delete(request.number)) return;
      const gone = new DOMException("overtaken", "AbortError");
      failed(gone);
      parts.error(gone);
      if (name === "slow") { // it is in the midst of its work, and hears nothing
        workers.slow.terminate();
        workers.slow = begin();
      }
    });
    workers[name].postMessage(request);
  });
}
