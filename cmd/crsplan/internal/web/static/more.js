// What takes longer than the rest is asked for apart: what single changes are
// worth, and the chances. It says on the way how far it is.

export async function more(data, signal) {
  try {
    const answer = await fetch("/more", { method: "POST", body: data, signal });
    if (answer.status === 204) return;
    if (!answer.ok) return retry(answer, data, signal);
    for await (const line of lines(answer.body)) {
      if (signal?.aborted) return;
      const said = JSON.parse(line);
      if (said.part) {
        const next = new DOMParser().parseFromString(said.html, "text/html");
        document.getElementById(said.part + "-part")?.replaceChildren(...next.body.childNodes);
        const finding = document.getElementById("finding"), points = document.getElementById("points");
        if (finding && points) finding.textContent = points.textContent;
        if (points) document.getElementById("status").textContent = points.textContent;
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

// retry asks again where there was no room.
async function retry(answer, data, signal) {
  const seconds = Number(answer.headers.get("Retry-After"));
  if (answer.status !== 503 || !seconds) return;
  await new Promise((done) => setTimeout(done, seconds * 1000));
  if (!signal?.aborted) return more(data, signal);
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
