// The chances take longer than the rest. They are asked for apart, and say on
// the way how far they are.

export async function chances(data, signal) {
  const part = () => document.getElementById("chances-part");
  let answer;
  try {
    answer = await fetch("/chances", { method: "POST", body: data, signal });
    if (!answer.ok) return retry(answer, data, signal);
    for await (const line of lines(answer.body)) {
      if (signal?.aborted) return;
      const said = JSON.parse(line);
      if (said.html !== undefined) {
        const next = new DOMParser().parseFromString(said.html, "text/html");
        part()?.replaceChildren(...next.body.childNodes);
        const finding = document.getElementById("finding"), points = document.getElementById("points");
        if (finding && points) finding.textContent = points.textContent;
        if (points) document.getElementById("status").textContent = points.textContent;
        return;
      }
      const bar = document.getElementById("chances-progress"), text = document.getElementById("chances-wait");
      if (bar) bar.max = said.of, bar.value = said.done;
      if (text) text.textContent = said.text;
    }
  } catch (error) {
    if (error.name !== "AbortError") part()?.querySelector("progress")?.remove();
  }
}

// retry asks again where there was no room.
async function retry(answer, data, signal) {
  const seconds = Number(answer.headers.get("Retry-After"));
  if (answer.status !== 503 || !seconds) return;
  await new Promise((done) => setTimeout(done, seconds * 1000));
  if (!signal?.aborted) return chances(data, signal);
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
