// A worker runs the program. Its messages are requests with a number; the answer
// comes in parts with the same number.

let ready;
const begun = new Promise((done) => { ready = done; });
globalThis.ready = () => ready();

// A file that the program asks for beside itself.
globalThis.crsplanFile = async (name) => {
  const answer = await fetch(globalThis.crsplanFiles?.[name] ?? name);
  if (!answer.ok) throw new Error(answer.statusText);
  return new Uint8Array(await answer.arrayBuffer());
};

onmessage = async ({ data }) => {
  if (data.program) {
    const go = new Go();
    const { instance } = await WebAssembly.instantiate(data.program, go.importObject).then((made) => made.instance ? made : { instance: made });
    go.run(instance);
    return;
  }
  await begun;
  const { number, ...request } = data;
  crsplan(request, (what, ...values) => postMessage({ number, what, values }));
};
