// What takes longer than the rest is asked for apart: what single changes are
// worth, the chances, and what a search finds. It says on the way how far it is.

import { morph } from "./morph.js";
import { call } from "./call.js";

export async function more(data, signal, told) {
  try {
    const answer = await call("more", { method: "POST", body: data, signal });
    if (answer.status === 204) return;
    if (!answer.ok) return retry(answer, data, signal, told);
    for await (const line of lines(answer.body)) {
      if (signal?.aborted) return;
      const said = JSON.parse(line);
      if (said.part) {
        put(said.part, said.html);
        told();
        continue;
      }
      const bar = document.getElementById("chances-progress"), text = document.getElementById("chances-wait");
      if (bar && said.of) bar.max = said.of, bar.value = said.done;
      if (text) text.textContent = said.text;
    }
  } catch (error) {
    if (error.name !== "AbortError") document.getElementById("chances-progress")?.remove();
  }
}

// put lays a part over the one that is there; while it is still waited for, what
// was told before stays.
function put(name, html) {
  const part = document.getElementById(name + "-part");
  if (!part) return;
  const next = new DOMParser().parseFromString(`<div id="${part.id}">${html}</div>`, "text/html").getElementById(part.id);
  if (next.querySelector(":scope > .waiting") && part.classList.contains("stale")) return;
  morph(part, next, true);
}

// retry asks again where there was no room.
async function retry(answer, data, signal, told) {
  const seconds = Number(answer.headers.get("Retry-After"));
  if (answer.status !== 503 || !seconds) return;
  await new Promise((done) => setTimeout(done, seconds * 1000));
  if (!signal?.aborted) return more(data, signal, told);
}

async function* lines(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    yield* parts;
  }
}
