// The page as a site: it stays there without a network, and says when a new
// version has come.

const said = document.getElementById("site-news");
if ("serviceWorker" in navigator && location.protocol !== "file:") {
  const before = navigator.serviceWorker.controller;
  navigator.serviceWorker.register("offline.js");
  navigator.serviceWorker.addEventListener("controllerchange", () => { if (before && said) said.hidden = false; });
}
