// The page works without this. With it, the form is posted as one types, and
// the parts of the answer that comes back are put into their places.

import { more } from "/more.js";
import { countries } from "/countries.js";
import { readLink, writeLink } from "/link.js";

const page = document.documentElement;
const form = () => document.getElementById("form");
const narrow = matchMedia("(max-width: 40rem)");

let asked; // the request under way

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
async function ask(path, data, whole) {
  asked?.abort();
  const mine = (asked = new AbortController());
  document.getElementById("answer").classList.add("stale");
  let text;
  try {
    const answer = await fetch(path, { method: "POST", body: data, headers: { "X-Crsplan": "live" }, signal: mine.signal });
    text = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") gone(true);
    return;
  }
  if (mine.signal.aborted) return;
  gone(false);
  show(new DOMParser().parseFromString(text, "text/html"), whole);
  if (document.getElementById("answer").hasAttribute("data-ready")) more(body(), mine.signal);
}

// gone says that nobody answers any more, or no longer says so.
function gone(is) {
  const note = document.getElementById("gone");
  note.hidden = !is;
  note.textContent = is ? note.dataset.text : "";
}

// show puts the parts of a page into their places. While somebody types, the
// fields stay as they are, unless the form has another shape.
function show(next, whole) {
  if (!next.getElementById("form")) return replacePage(next);
  const open = new Map([...document.querySelectorAll("details[id]")].map((d) => [d.id, d.open]));
  const focus = focused();
  const reshaped = whole || shape(document) !== shape(next);
  for (const id of reshaped ? ["intro", "problems", "form"] : ["intro", "problems", "state", "answer"]) put(id, next);
  if (!reshaped) messages(next);
  if (page.lang !== next.documentElement.lang) {
    page.lang = next.documentElement.lang;
    for (const part of [".skip", ".top", ".foot"]) document.querySelector(part).replaceWith(next.querySelector(part));
  }
  document.title = next.title;
  for (const details of document.querySelectorAll("details[id]")) {
    if (open.has(details.id)) details.open = open.get(details.id);
  }
  for (const wrong of document.querySelectorAll("details:has(.wrong)")) wrong.open = true;
  focus();
  enhance();
  announce();
}

// replacePage shows a page that refuses.
function replacePage(next) {
  document.getElementById("answer").replaceChildren(...next.querySelector("main").childNodes);
}

function put(id, next) {
  const there = document.getElementById(id), here = next.getElementById(id);
  if (there && here) there.replaceWith(document.adoptNode(here));
}

// shape tells which fields a form has, and what they are called.
function shape(doc) {
  const fields = [...doc.getElementById("form").querySelectorAll(".who [name], #options [name]")];
  return doc.documentElement.lang + fields.map((f) => f.name + (f.closest("[hidden]") ? "-" : "+") + (f.closest("fieldset")?.querySelector("legend")?.textContent ?? "")).join();
}

// messages puts what is wrong beside the fields.
function messages(next) {
  for (const part of document.querySelectorAll(".note[id], .messages[id]")) {
    const here = next.getElementById(part.id);
    if (here && here.innerHTML !== part.innerHTML) part.replaceChildren(...here.childNodes);
  }
  for (const field of form().querySelectorAll("[id][name]")) {
    const wrong = next.getElementById(field.id)?.getAttribute("aria-invalid");
    wrong ? field.setAttribute("aria-invalid", wrong) : field.removeAttribute("aria-invalid");
  }
}

// focused remembers where the focus is, and returns what puts it back.
function focused() {
  const at = document.activeElement;
  const nth = at?.name ? [...document.getElementsByName(at.name)].indexOf(at) : -1;
  const value = at?.value;
  return () => {
    if (!at || at.isConnected || at === document.body) return;
    const same = (at.id && document.getElementById(at.id)) || document.getElementsByName(at.name)[nth];
    const button = at.tagName === "BUTTON" && [...document.querySelectorAll(`button[name="${at.name}"]`)].find((b) => b.value === value);
    // What was moved to the end can go no further: the focus stays beside.
    const beside = button?.disabled && button.parentElement.querySelector("button:enabled");
    (beside || button || (at.tagName === "BUTTON" ? null : same))?.focus();
  };
}

// announce says in a word what came of it.
function announce() {
  const title = document.getElementById("problems-title")?.textContent;
  const problems = document.getElementById("problems");
  const score = document.querySelector(".score")?.textContent.trim().replace(/\s+/g, " ");
  const finding = document.getElementById("finding")?.textContent ?? "";
  document.getElementById("status").textContent = problems && !problems.hidden ? title : score ? `${score}. ${finding}` : "";
}

// What is typed fast is waited out; what is chosen is final.
let typing;
function changed(wait) {
  clearTimeout(typing);
  typing = setTimeout(() => ask("/", body()), wait);
}

document.addEventListener("input", (event) => {
  if (event.target.form === form() && event.target.type !== "date") changed(40);
});
document.addEventListener("change", (event) => {
  if (event.target.form === form()) changed(20);
  if (event.target.id === "open-file" && event.target.files.length) event.target.form.requestSubmit();
});
document.addEventListener("submit", async (event) => {
  const button = event.submitter;
  const path = new URL(button?.getAttribute("formaction") ?? event.target.getAttribute("action"), location).pathname;
  if (path.startsWith("/file/")) return; // the browser saves it
  event.preventDefault();
  clearTimeout(typing);
  if (path === "/open") {
    const data = new FormData(event.target);
    if (narrow.matches) data.set("narrow", "1");
    await ask(path, data, true);
    event.target.reset();
  } else {
    const verb = (button?.value ?? "").split(" ")[0];
    await ask(path, body(button), Boolean(button?.name));
    const mark = (button?.value ?? "").split(" ")[1];
    if (verb === "add") focusNew(mark);
    if (verb === "remove" && document.activeElement === document.body) focusAdd(mark);
  }
  if (!document.getElementById("problems").hidden && !button?.name) document.getElementById("problems").focus();
});

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

// A link in the summary of what is wrong leads to its field, and opens what is
// closed around it.
document.addEventListener("click", (event) => {
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

// enhance readies what was just put in place.
function enhance() {
  const link = document.getElementById("link");
  if (link && link.hidden) {
    link.hidden = false;
    link.addEventListener("click", async () => {
      const out = document.getElementById("link-text");
      out.value = await writeLink(body());
      document.getElementById("link-out").hidden = false;
      out.focus();
      out.select();
    });
  }
  countries(page.lang);
}

narrow.addEventListener("change", () => { if (document.getElementById("answer").hasAttribute("data-ready")) ask("/", body()); });

page.classList.add("scripted");
enhance();
const linked = await readLink(location.hash);
if (linked) {
  history.replaceState(null, "", "/");
  if (narrow.matches) linked.set("narrow", "1");
  await ask("/", linked, true);
} else if (document.getElementById("answer").hasAttribute("data-ready") && document.getElementById("chances-wait")) {
  more(body());
}
