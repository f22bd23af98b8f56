// The browser knows the names of the countries; the page suggests them beside
// their two letters.

export function countries(lang) {
  const list = document.getElementById("countries");
  if (!list || list.lang === lang) return;
  list.lang = lang;
  const names = new Intl.DisplayNames([lang], { type: "region", fallback: "none" });
  const found = [];
  for (let a = 65; a <= 90; a++) {
    for (let b = 65; b <= 90; b++) {
      const code = String.fromCharCode(a, b);
      const name = names.of(code);
      const today = Intl.getCanonicalLocales("und-" + code)[0] === "und-" + code; // not SU
      if (name && today && !/^(EU|EZ|UN|XA|XB|ZZ|QO)$/.test(code)) found.push([name, code]);
    }
  }
  found.sort((x, y) => x[0].localeCompare(y[0], lang));
  list.replaceChildren(...found.map(([name, code]) => {
    const option = document.createElement("option");
    option.value = code;
    option.textContent = name;
    return option;
  }));
}
