// Brings the pictures that were still being drawn when the page was loaded. Without scripts a sentence says to load it again.
const WAITS = [1, 1, 2, 3, 5, 8, 13, 21].map((seconds) => seconds * 1000);

const waiting = () => [...document.querySelectorAll("[data-picture]")];

export async function bringPictures() {
  for (const wait of WAITS) {
    if (!waiting().length) return;
    await new Promise((done) => { window.setTimeout(done, wait); });
    const answer = await fetch(location.href, { headers: { "X-By-Itself": "1" } }).catch(() => null);
    if (!answer?.ok) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const place of waiting()) {
      const drawn = page.getElementById(place.dataset.picture)?.closest("svg");
      if (drawn) place.replaceWith(document.adoptNode(drawn));
    }
  }
}
