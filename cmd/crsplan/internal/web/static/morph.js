// morph makes one tree of the page like another and keeps what is there: an
// element that both have stays the same element, with its focus, its caret, its
// scroll and what was typed into it. Where fill is true, fields take the values of
// the other tree; else what stands in a field that exists is never touched.

export function morph(at, to, fill) {
  attributes(at, to);
  if (at.matches("textarea")) return;
  const wanted = new Set([...to.children].map(key).filter(Boolean));
  const there = new Map();
  for (const child of at.children) if (key(child)) there.set(key(child), child);
  let next = at.firstChild;
  for (const want of [...to.childNodes]) {
    let same = key(want) ? there.get(key(want)) : alike(next, want) ? next : null;
    if (same && same !== next) {
      // What stands between and is not wanted goes, so that nothing with the focus moves.
      while (next && next !== same && !(key(next) && wanted.has(key(next)))) next = removed(next);
      if (same !== next) at.insertBefore(same, next);
    }
    if (!same) {
      at.insertBefore(document.adoptNode(want), next);
      continue;
    }
    if (same.nodeType === Node.ELEMENT_NODE) morph(same, want, fill);
    else if (same.data !== want.data) same.data = want.data;
    next = same.nextSibling;
  }
  while (next) next = removed(next);
  if (fill) filled(at, to);
}

// key tells an element among its siblings.
function key(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  return node.id || node.dataset.field || (node.name && node.type !== "radio" && node.tagName !== "BUTTON" ? node.name + "=" + (node.type === "checkbox" || node.type === "hidden" ? node.value : "") : "");
}

function alike(node, want) {
  return node && node.nodeType === want.nodeType && node.nodeName === want.nodeName && !key(node);
}

function removed(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

function attributes(at, to) {
  for (const { name } of [...at.attributes]) {
    if (!to.hasAttribute(name) && name !== "data-typing" && !(name === "open" && at.tagName === "DETAILS")) at.removeAttribute(name);
  }
  for (const { name, value } of to.attributes) {
    if (name === "open" && at.tagName === "DETAILS") continue;
    if (at.getAttribute(name) !== value) at.setAttribute(name, value);
  }
}

function filled(at, to) {
  if (at.tagName === "INPUT" && at.type !== "file" && at.type !== "hidden") {
    at.value = to.getAttribute("value") ?? (at.type === "checkbox" ? "on" : "");
    at.checked = to.hasAttribute("checked");
  }
  if (at.tagName === "SELECT") at.selectedIndex = Math.max(0, [...to.options].findIndex((o) => o.hasAttribute("selected")));
}
