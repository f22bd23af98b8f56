// The page works without this. With it, the form is posted as one types, and the
// page that comes back is laid over the one that is there.

import { more } from "./more.js";
import { countries } from "./countries.js";
import { readLink, writeLink } from "./link.js";
import { keep, kept, forget, keeping } from "./keep.js";
import { morph } from "./morph.js";
import { call, alone } from "./call.js";

const page = document.documentElement;
const form = () => document.getElementById("form");
const narrow = matchMedia("(max-width: 40rem)");

let asked; // the request under way
let saved = ""; // the form as it was last taken away
let before; // the form before it was begun anew

// body is the form as it is sent, with the button that was pressed.
export function body(button) {
  const data = new URLSearchParams(new FormData(form()));
  data.delete("narrow");
  if (narrow.matches) data.set("narrow", "1");
  if (button?.name) data.append(button.name, button.value);
  return data;
}

// ask posts a form and shows the page that comes back. A request that is
// overtaken by another is given up.
async function ask(path, data, fill) {
  asked?.abort();
  const mine = (asked = new AbortController());
  document.getElementById("answer").classList.add("stale");
  let text;
  try {
    const answer = await call(path, { method: "POST", body: data, headers: { "X-Crsplan": "live" }, signal: mine.signal });
    text = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") gone(true);
    return;
  }
  if (mine.signal.aborted) return;
  gone(false);
  show(new DOMParser().parseFromString(text, "text/html"), fill);
  if (ready()) more(body(), mine.signal, told);
  keep(body());
}

const ready = () => document.getElementById("answer").hasAttribute("data-ready");

// gone says that nobody answers any more, or no longer says so.
function gone(is) {
  const note = document.getElementById("gone");
  note.hidden = !is;
  note.textContent = is ? note.dataset.text : "";
}

// show lays a page over the one that is there. What is wrong leaves the last good
// answer where it is; what is still waited for leaves the last one, too.
function show(next, fill) {
  const answer = document.getElementById("answer");
  if (!next.getElementById("form")) {
    answer.replaceChildren(...next.querySelector("main").childNodes);
    return;
  }
  const wrong = next.getElementById("answer-wrong");
  if (wrong && ready()) {
    for (const id of ["answer", "rest"]) next.getElementById(id).replaceWith(document.getElementById(id).cloneNode(true));
    next.getElementById("answer").prepend(wrong);
    next.getElementById("answer").classList.add("stale");
  } else {
    waiting(next);
  }
  const lang = page.lang !== next.documentElement.lang;
  for (const id of ["intro", "problems", "form"]) morph(document.getElementById(id), next.getElementById(id), fill);
  if (lang) {
    page.lang = next.documentElement.lang;
    for (const part of [".skip", ".top", ".foot"]) morph(document.querySelector(part), next.querySelector(part), true);
  }
  document.title = next.title;
  page.dataset.shown = 1 + Number(page.dataset.shown ?? 0);
  for (const wrong of form().querySelectorAll("details:has(.wrong)")) wrong.open = true;
  unfinished();
  enhance();
  announce();
}

// waiting keeps what was told before in the place of what is still worked out.
function waiting(next) {
  for (const part of next.querySelectorAll("[id$=-part]:has(.waiting)")) {
    const old = document.getElementById(part.id);
    if (!old || old.querySelector(":scope > .waiting") || !old.textContent.trim()) continue;
    part.replaceChildren(...old.cloneNode(true).childNodes);
    part.classList.add("stale");
  }
}

// announce says in a word what came of it, and keeps the answer in sight of who
// types on a small screen.
function announce() {
  const problems = document.getElementById("problems");
  const score = document.querySelector("#card .score")?.textContent.trim().replace(/\s+/g, " ");
  const finding = document.querySelector("#finding .head")?.textContent ?? "";
  const wrong = problems?.checkVisibility();
  const text = wrong ? document.getElementById("problems-title").textContent : score ? `${score}. ${finding}` : "";
  document.getElementById("status").textContent = text;
  const glance = document.getElementById("glance");
  glance.hidden = !text;
  glance.firstElementChild.textContent = text;
  glance.firstElementChild.hash = wrong ? "#problems" : "#answer";
}

// told follows each part that comes later.
function told(text) {
  if (text) document.getElementById("status").textContent = text;
  else announce();
}

// What is typed fast is waited out; what is chosen is final.
let typing;
function changed(wait) {
  clearTimeout(typing);
  typing = setTimeout(() => ask("", body()), wait);
}

document.addEventListener("input", (event) => {
  if (event.target.form !== form()) return;
  event.target.closest(".field")?.toggleAttribute("data-typing", true);
  if (event.target.getAttribute("list") === "occupations") occupations(event.target);
  if (event.target.type !== "date") changed(150);
});
document.addEventListener("change", (event) => {
  if (event.target.form === form()) changed(20);
  if (event.target.id === "open-file" && event.target.files.length) event.target.form.requestSubmit();
  if (event.target.id === "keep") event.target.checked ? keep(body(), true) : forget();
});
// Nothing is an error before the field is left.
document.addEventListener("focusout", (event) => {
  const field = event.target.closest?.("[data-typing]");
  if (!field) return;
  field.removeAttribute("data-typing");
  unfinished();
  announce();
});

// unfinished marks what is said of a field in which somebody still types.
function unfinished() {
  for (const item of document.querySelectorAll("#problems li")) {
    const field = document.getElementById(decodeURIComponent(item.querySelector("a").hash.slice(1)));
    item.toggleAttribute("data-typing", Boolean(field?.closest("[data-typing]")));
  }
}

document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const path = (button?.getAttribute("formaction") ?? event.target.getAttribute("action")).replace(/^\//, "");
  if (path.startsWith("file/")) {
    saved = body().toString();
    if (!alone) return; // the browser saves it
    event.preventDefault();
    return save(path);
  }
  event.preventDefault();
  if (button?.id === "enter") return changed(0); // and who pressed it stays in the field
  clearTimeout(typing);
  const verb = (button?.value ?? "").split(" ")[0], mark = (button?.value ?? "").split(" ")[1];
  const anew = path === "open" || verb === "sample" || verb === "new";
  if (anew) before = body();
  if (path === "open") {
    const data = new FormData(event.target);
    if (narrow.matches) data.set("narrow", "1");
    await ask(path, data, true);
    event.target.reset();
  } else {
    await ask(path, body(button), anew || verb === "lang");
    if (button?.disabled) button.parentElement.querySelector("button:enabled")?.focus(); // it can go no further
    if (verb === "add") focusNew(mark);
    if (verb === "remove" && document.activeElement === document.body) focusAdd(mark);
  }
  if (anew) document.getElementById("undo").hidden = false;
  if (!document.getElementById("problems").hidden && !button?.name) document.getElementById("problems").focus();
});

// save saves a file that was made in the browser itself.
async function save(path) {
  const answer = await call(path, { method: "POST", body: body() });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = path.slice("file/".length);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// focusAdd goes to where another can be added for what was just removed.
function focusAdd(mark) {
  const add = "add " + mark.split(".").slice(0, -1).join(".");
  [...document.querySelectorAll("button[name=do]")].find((b) => b.value === add)?.focus();
}

// focusNew moves on to what was just added.
function focusNew(mark) {
  const kind = mark === "scenarios" ? "options" : mark;
  const added = [...document.querySelectorAll("[id]")].filter((e) => e.id.startsWith(kind + ".") && e.matches("li, fieldset[tabindex]") && !e.id.slice(kind.length + 1).includes(".")).pop();
  const open = added?.closest("details");
  if (open) open.open = true;
  added?.querySelector("select, input:not([type=hidden])")?.focus();
}

// occupations suggests those that a common job title means.
let looked;
async function occupations(field) {
  const typed = field.value.trim();
  if (typed.length < 3 || /^\d/.test(typed)) return;
  looked?.abort();
  looked = new AbortController();
  try {
    const answer = await call("occupations", { method: "POST", body: new URLSearchParams({ lang: page.lang, typed }), signal: looked.signal });
    const found = await answer.json();
    document.getElementById("occupations").replaceChildren(...found.map(({ code, title }) => {
      const option = document.createElement("option");
      option.value = code + " " + title;
      option.label = typed;
      return option;
    }));
  } catch { /* the next letter asks again */ }
}

// A link in the summary of what is wrong leads to its field, and opens what is
// closed around it.
document.addEventListener("click", (event) => {
  const menu = document.getElementById("take");
  if (menu?.open && !event.target.closest("#take")) menu.open = false;
  const link = event.target.closest('a[href^="#"]');
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  for (let at = target.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  if (link.closest("#problems")) {
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "center" });
  }
});

document.getElementById("undo").addEventListener("click", async (event) => {
  event.target.hidden = true;
  if (before) await ask("", before, true);
});

// Who leaves with something that is kept nowhere is asked.
// On paper the score stands line by line.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("#lines:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => { for (const details of opened) details.open = false; });

addEventListener("beforeunload", (event) => {
  const now = body().toString();
  if (now !== saved && now !== untouched && !keeping()) event.preventDefault();
});

// enhance readies what was just put in place.
function enhance() {
  document.getElementById("print").hidden = document.getElementById("link").hidden = document.getElementById("keep-part").hidden = !ready();
  document.getElementById("keep").checked = keeping();
  countries(page.lang);
}
document.addEventListener("click", async (event) => {
  if (event.target.id === "print") print();
  if (event.target.id !== "link") return;
  const out = document.getElementById("link-text");
  out.value = await writeLink(body());
  saved = body().toString();
  document.getElementById("link-out").hidden = false;
  out.focus();
  out.select();
});

narrow.addEventListener("change", () => { if (ready()) ask("", body()); });

page.classList.add("scripted");
if (alone) show(new DOMParser().parseFromString(await (await call("?lang=" + (navigator.language.startsWith("fr") ? "fr" : "en"))).text(), "text/html"), true);
enhance();
announce();
const linked = (await readLink(location.hash)) ?? kept();
let untouched = body().toString();
if (linked) {
  history.replaceState(null, "", location.pathname);
  if (narrow.matches) linked.set("narrow", "1");
  await ask("", linked, true);
  untouched = body().toString();
} else if (ready() && document.getElementById("chances-wait")) {
  more(body(), undefined, told);
}
