// A link holds the whole form behind its #, which a browser sends to nobody.
// The page that it opens reads it and posts it to itself.

const mark = "#plan=";
const most = 1 << 20;

export async function writeLink(data) {
  const bytes = await through(new TextEncoder().encode(data.toString()), new CompressionStream("deflate-raw"));
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return location.href.split("#")[0] + mark + btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export async function readLink(hash) {
  if (!hash.startsWith(mark)) return null;
  try {
    const text = atob(hash.slice(mark.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = await through(Uint8Array.from(text, (c) => c.charCodeAt(0)), new DecompressionStream("deflate-raw"));
    return new URLSearchParams(new TextDecoder().decode(bytes));
  } catch {
    return null; // a link that was cut short
  }
}

async function through(bytes, stream) {
  const parts = [];
  let size = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    if ((size += value.length) > most) throw new Error("too large");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
