// Warns two minutes before a session ends by itself, and leaves what was typed where it is.
const WARNING = 120;
const LONGEST_TIMER = 3600;

async function secondsLeft(byItself) {
  const answer = await fetch("/account/sessions/left/", { headers: byItself ? { "X-By-Itself": "1" } : {} });
  const isAnswer = answer.headers.get("content-type")?.startsWith("application/json");
  return isAnswer ? (await answer.json()).left : 0;
}

export function warnBeforeLeaving(body) {
  const box = document.querySelector("[data-leaving]");
  if (!box) return;
  const [words, stay] = [box.querySelector("p"), box.querySelector("button")];

  const watch = (left) => {
    const wait = left > WARNING + 5 ? left - WARNING : left > 0 ? left : -1;
    if (left <= WARNING + 5) show(left);
    else box.hidden = true;
    if (wait >= 0) window.setTimeout(async () => watch(await secondsLeft(true).catch(() => 0)), Math.min(wait, LONGEST_TIMER) * 1000 + 500);
  };
  const show = (left) => {
    box.hidden = false;
    stay.hidden = left <= 0;
    words.textContent =
      left > 0
        ? `You will be signed out in ${Math.max(1, Math.round(left / 60))} minutes, because nothing was sent for a while. What you typed is still here.`
        : "You are signed out. What you typed is still here: send it, and you are asked to sign in before it is saved.";
  };
  stay.addEventListener("click", async () => watch(await secondsLeft(false).catch(() => 0)));
  watch(Number(body.dataset.signedIn));
}
