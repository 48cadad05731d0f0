// Saves what is typed into a form a moment later, and says so, or says why not. What is typed always stays in the page.
import { tell } from "./telling.js";

const A_MOMENT = 1200; // milliseconds without a key
const AGAIN = 15_000; // milliseconds after the connection failed
const SIGNED_OUT = "Not saved: you are signed out. What you typed is still here. Send it with its button, and you are asked to sign in first.";
const REFUSED = "Not saved: you are signed out, or may no longer change this policy. What you typed is still here. Send it with its button.";
const BROKEN = "Not saved: something went wrong here. What you typed is still in the page. Try again in a moment.";
const NO_ANSWER = "Not saved: there is no connection. What you typed is still here, and is tried again.";

const tokenOf = (form) => form.querySelector("[name=opened_on]")?.value;

export class Typing {
  // before: the form that stood here, where this one is the same with other rows.
  constructor(form, region, before) {
    [this.form, this.region] = [form, region];
    this.asOpened = new FormData(form);
    this.isPaused = false; // for good: only its button goes on
    this.isSignedOut = false;
    this.isNew = form.querySelector("[name=clause_id]") !== null;
    this.remove = null; // where what was added is taken out again
    this.hasSaved = false;
    this.isUnsaved = false;
    this.sending = Promise.resolve();
    if (before && tokenOf(before.form) === tokenOf(form)) {
      [this.asOpened, this.hasSaved] = [before.asOpened, before.hasSaved];
      this.wait(A_MOMENT);
    }
    form.addEventListener("input", () => this.wait(A_MOMENT));
    form.addEventListener("change", () => this.wait(A_MOMENT));
  }

  wait(time) {
    this.isUnsaved = true;
    window.clearTimeout(this.timer);
    if (!this.isPaused) this.timer = window.setTimeout(() => this.save(), time);
  }

  stop() {
    window.clearTimeout(this.timer);
    this.isPaused = true;
  }

  // One at a time: each carries what the one before it was answered.
  save() {
    window.clearTimeout(this.timer);
    this.sending = this.sending.then(() => this.send(new FormData(this.form)));
    return this.sending;
  }

  async send(data) {
    if (this.isPaused) return;
    this.isUnsaved = false;
    let answer;
    try {
      answer = await fetch(this.form.action, { method: "POST", body: data, headers: { "X-Autosave": "1" } });
    } catch {
      this.isUnsaved = true;
      tell(this.region, NO_ANSWER);
      this.timer = window.setTimeout(() => this.save(), AGAIN);
      return;
    }
    if (!answer.headers.get("content-type")?.startsWith("application/json")) return this.pause(answer);
    const said = await answer.json();
    if (said.saved) this.take(said);
    else {
      this.isUnsaved = true;
      this.isPaused = said.met;
      tell(this.region, `Not saved: ${said.reason}`);
    }
  }

  take(said) {
    this.hasSaved = true;
    if (this.isNew) this.remove = said.remove;
    this.form.action = said.action;
    let token = this.form.querySelector("[name=opened_on]");
    if (!token) {
      token = Object.assign(document.createElement("input"), { type: "hidden", name: "opened_on" });
      this.form.append(token);
    }
    token.value = said.opened_on;
    tell(this.region, said.saved);
  }

  // A page was answered: sign-in, a refusal, an error. Its button sends the form as a page does, which says more.
  pause(answer) {
    this.isUnsaved = true;
    this.isPaused = true;
    this.isSignedOut = answer.redirected || answer.status < 500;
    tell(this.region, answer.redirected ? SIGNED_OUT : this.isSignedOut ? REFUSED : BROKEN);
  }

  // Puts back what stood there when the form was opened. Whether anything had been saved.
  async undo(token) {
    this.isUnsaved = false;
    window.clearTimeout(this.timer);
    await this.sending;
    if (!this.hasSaved || this.isPaused) return this.hasSaved;
    this.stop(); // a form that goes away fires "change" once more
    const data = this.remove ? new FormData() : this.asOpened;
    data.set("csrfmiddlewaretoken", token);
    data.set("opened_on", this.form.querySelector("[name=opened_on]").value);
    await fetch(this.remove ?? this.form.action, { method: "POST", body: data });
    return true;
  }
}
