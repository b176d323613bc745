// One question of a task: what is shown, what is answered, and what is wrong with it.

import { write } from "./work_api.js";
import { watch } from "./work_guard.js";
import { make, say, unsay, word } from "./work_words.js";

const BUTTONS = 10;

/** `path` is that of the task; `element`, `state()`, `complain()` and `focus()` are all a form needs. */
export class Field {
  constructor(question, path) {
    Object.assign(this, { question, path, name: `q-${question.id}`, photo: undefined, uploading: false });
    this.error = make("p", { class: "error", id: `${this.name}-error`, role: "alert" });
    this.declining = null;
    this.element = make("fieldset", { class: "question", "aria-describedby": this.error.id });
    this.element.append(this.#head(), ...this.#consent(), ...this.#inputs(), this.error);
    this.element.addEventListener("input", () => this.#clear());
  }

  /** `answer` is undefined when there is none; `wrong` names what has to be mended before it is sent. */
  state() {
    const { question, declining, agreed } = this;
    const answer = declining?.checked ? undefined : this.answer();
    const agrees = Boolean(agreed?.checked) && answer !== undefined && !this.#declines(answer);
    let wrong = "";
    if (this.uploading) wrong = "waitPhoto";
    else if (Number.isNaN(answer)) wrong = "notNumber";
    else if (answer === undefined && question.required && !declining?.checked) wrong = "answerThis";
    else if (answer !== undefined && agreed && !agrees && !this.#declines(answer)) wrong = "agreeFirst";
    return { id: question.id, answer, agrees, wrong };
  }

  complain(name, ...values) {
    say(this.error, name, ...values);
    for (const input of this.#all()) input.setAttribute("aria-invalid", "true");
  }

  focus() { this.#all()[0]?.focus(); }

  #clear() {
    unsay(this.error);
    for (const input of this.#all()) input.removeAttribute("aria-invalid");
  }

  #all() { return this.element.querySelectorAll("input, textarea"); }

  #declines(answer) { return answer === this.question.decline || (Array.isArray(answer) && answer[0] === this.question.decline); }

  #head() {
    const { text, required, decline } = this.question;
    const need = say(make("span", { class: required ? "need" : "need free" }), required ? "required" : "optional");
    return make("legend", { id: `${this.name}-text` }, text, ...(decline ? [] : [" ", need]));
  }

  #consent() {
    if (!this.question.consent) return [];
    this.agreed = make("input", { type: "checkbox" });
    return [make("label", { class: "choice agree" }, this.agreed, make("span", {}, this.question.consent))];
  }

  #inputs() {
    const { kind } = this.question;
    if (kind === "single" || kind === "multi") return this.#choices(this.question.options, kind === "multi");
    return [...this[{ rating: "rating", number: "number", text: "text", date: "date", photo: "photograph" }[kind]](), ...this.#decline()];
  }

  #choices(options, several) {
    const { decline, required, min, max } = this.question;
    const inputs = options.map((option) => make("input", { type: several ? "checkbox" : "radio", name: this.name, value: option }));
    const rows = inputs.map((input, index) => make("label", { class: "choice" }, input, make("span", {}, options[index])));
    const alone = decline ? inputs[options.indexOf(decline)] : required ? null : this.#declineInput(several);
    if (!decline && alone) rows.push(this.#declineRow(alone));
    if (several && alone) for (const input of [...inputs, alone]) input.addEventListener("input", () => {
      if (input === alone && alone.checked) for (const other of inputs) other.checked = other === alone;
      else if (input !== alone && input.checked) alone.checked = false;
    });
    this.answer = () => {
      const chosen = inputs.filter((input) => input.checked).map((input) => input.value);
      return chosen.length ? (several ? chosen : chosen[0]) : undefined;
    };
    const bounds = several && (min != null || max != null) ? [say(make("p", { class: "hint" }), "choices", min, max)] : [];
    return [...bounds, ...rows];
  }

  rating() {
    const low = this.question.min ?? 1;
    const high = this.question.max ?? 5;
    if (high - low >= BUTTONS) return this.number();
    const inputs = Array.from({ length: high - low + 1 }, (_, step) => make("input", { type: "radio", name: this.name, value: low + step }));
    this.answer = () => { const chosen = inputs.find((input) => input.checked); return chosen && Number(chosen.value); };
    this.empty = () => { for (const input of inputs) input.checked = false; };
    return [make("div", { class: "rating" }, ...inputs.map((input) => make("label", {}, input, make("span", {}, input.value))))];
  }

  number() {
    const { min, max } = this.question;
    const input = this.#entry("input", { inputmode: "decimal", autocomplete: "off" });
    this.answer = () => {
      const text = input.value.normalize("NFKC").replaceAll(",", "").trim();
      return text === "" ? undefined : /^[-+]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : NaN;
    };
    return [...this.#bounds("size", min, max), input, watch(input, `${this.path}/check`, this.question.id, this.answer)];
  }

  text() {
    const { min, max } = this.question;
    const input = this.#entry("textarea", { rows: 3, maxlength: 4000 });
    this.answer = () => input.value || undefined;
    const hint = say(make("p", { class: "hint", id: `${this.name}-hint` }), "textHint");
    const shown = watch(input, `${this.path}/check`, this.question.id, this.answer);
    input.setAttribute("aria-describedby", `${hint.id} ${shown.id} ${this.error.id}`);
    return [...this.#bounds("length", min, max), input, shown, hint];
  }

  date() {
    const input = this.#entry("input", { type: "date" });
    this.answer = () => input.value || undefined;
    return [input];
  }

  photograph() {
    const input = this.#entry("input", { type: "file", accept: "image/jpeg,image/png,image/webp", class: "file" });
    const told = make("p", { class: "hint", role: "status" });
    const picture = make("img", { class: "photo", hidden: true });
    this.answer = () => this.photo;
    input.addEventListener("change", () => this.#upload(input.files[0], picture, told));
    const button = make("label", { class: "pick" }, input, say(make("span"), "photoPick"));
    return [button, say(make("p", { class: "hint" }), "photoHint"), picture, told];
  }

  async #upload(file, picture, told) {
    if (!file) return;
    this.uploading = true;
    this.photo = undefined;
    say(told, "photoSending");
    this.#preview(file, picture);
    try {
      const kept = await write(`${this.path}/photos?question=${encodeURIComponent(this.question.id)}`, file);
      this.photo = kept.photo_id;
      say(told, kept.state === "held" ? "photoHeld" : "photoKept");
    } catch (problem) {
      unsay(told);
      this.complain(problem.status === 422 ? "field" : "problem", problem.status === 422 ? "photo" : problem);
    } finally {
      this.uploading = false;
    }
  }

  #preview(file, picture) {
    const reader = new FileReader();
    reader.addEventListener("load", () => {
      picture.src = reader.result;
      picture.alt = word("photoAlt");
      picture.hidden = false;
    });
    reader.readAsDataURL(file);
  }

  #entry(tag, attributes) {
    const input = make(tag, { ...attributes, id: this.name, name: this.name, "aria-labelledby": `${this.name}-text` });
    input.setAttribute("aria-describedby", this.error.id);
    return input;
  }

  #bounds(name, low, high) {
    return low == null && high == null ? [] : [say(make("p", { class: "hint" }), name, low, high)];
  }

  #decline() {
    const { decline, required } = this.question;
    if (!decline && required) return [];
    const input = this.#declineInput(true);
    input.addEventListener("input", () => {
      for (const other of this.#all()) if (other !== input && other !== this.agreed) other.disabled = input.checked;
    });
    return [this.#declineRow(input)];
  }

  #declineInput(box) {
    this.declining = make("input", { type: box ? "checkbox" : "radio", name: box ? `${this.name}-decline` : this.name, value: "" });
    return this.declining;
  }

  #declineRow(input) {
    const words = this.question.decline ? make("span", {}, this.question.decline) : say(make("span"), "decline");
    return make("label", { class: "choice" }, input, words);
  }
}
