// Answers are kept in this browser only where somebody has asked for it; one
// click forgets them.

const place = "crsplan";

const store = () => {
  try {
    return localStorage;
  } catch {
    return null; // the browser allows none
  }
};

export const keeping = () => store()?.getItem(place) != null;

// keep keeps a form, where that was asked for or is asked for now.
export function keep(data, begin) {
  if (begin || keeping()) store()?.setItem(place, data.toString());
}

export const forget = () => store()?.removeItem(place);

// kept is the form that was kept; null where none was.
export function kept() {
  const text = store()?.getItem(place);
  return text ? new URLSearchParams(text) : null;
}
