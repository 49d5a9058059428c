import { html, type Html } from "./html.js";
import type { FormState, IncidentVisit } from "./visit.js";

interface FieldBase<F extends string> {
  name: F;
  label: string;
  hint?: string;
  /** What the browser may fill in (WCAG 2.2, 1.3.5); `off` for what is not the visitor's own. */
  autocomplete: string;
  isRequired?: boolean;
  maxLength?: number;
}

/** A field of a form. A `password`, and whatever else `isSecret`, is never shown again. */
export type Field<F extends string> = FieldBase<F> &
  (
    | {
        kind: "line" | "email" | "tel";
        isSecret?: boolean;
        inputmode?: "text" | "numeric" | "email" | "tel";
        pattern?: string;
        /** Letters and digits that no dictionary knows. */
        isCode?: boolean;
      }
    | { kind: "password" }
    | { kind: "text"; rows?: number }
    | {
        kind: "choice" | "radio";
        choices: readonly { value: string; label: string }[];
      }
  );

/**
 * A whole form: what is wrong with it first, each sentence linked to its field; then the fields, the hidden token and one
 * button. `purpose` is the path behind the slug it is sent to, and what its token is made for.
 */
export function form<F extends string>(
  visit: IncidentVisit,
  given: {
    purpose: string;
    fields: readonly Field<F>[];
    state: FormState<F>;
    submit: string;
    /** What goes along unseen. */
    hidden?: Partial<Record<F, string>>;
    /** Tells its fields from those of another form of the page. */
    mark?: string;
  },
): Html {
  const { purpose, fields, state, submit, hidden = {}, mark = "" } = given;
  return html`${errorSummary(visit, fields, state, mark)}
    <form
      method="post"
      action="${visit.href(`/${visit.slug}/${purpose}`)}"
      novalidate
    >
      <input type="hidden" name="token" value="${visit.token(purpose)}" />
      ${Object.entries(hidden).map(
        ([name, value]) =>
          html`<input
            type="hidden"
            name="${name}"
            value="${String(value)}"
          /> `,
      )}${fields.map((one) => field(visit, one, state, mark))}
      <p><button type="submit">${submit}</button></p>
    </form>`;
}

/** What is wrong, before the form, with links to the fields it is about. */
function errorSummary<F extends string>(
  { words }: IncidentVisit,
  fields: readonly Field<F>[],
  { problems, notice }: FormState<F>,
  mark: string,
): Html {
  const wrong = fields.filter(({ name }) => problems[name] !== undefined);
  if (notice === null && wrong.length === 0) return html``;
  return html`<div class="problem" role="alert">
    <h2>${words.problemTitle}</h2>
    ${notice !== null && html`<p>${notice}</p>`}
    ${
      wrong.length > 0 &&
      html`<ul>
        ${wrong.map(
          ({ name, label }) =>
            html`<li>
              <a href="#${idOf(name, mark)}"
                >${label}${words.colon}${problems[name]}</a
              >
            </li>`,
        )}
      </ul>`
    }
  </div>`;
}

function field<F extends string>(
  { words }: IncidentVisit,
  one: Field<F>,
  { typed, problems }: FormState<F>,
  mark: string,
): Html {
  const id = idOf(one.name, mark);
  const problem = problems[one.name];
  const described = [
    one.hint !== undefined && `${id}-hint`,
    problem !== undefined && `${id}-problem`,
  ].filter((part) => part !== false);
  const marks = html`${
    described.length > 0 && html` aria-describedby="${described.join(" ")}"`
  }${problem !== undefined && html` aria-invalid="true"`}`;
  const required =
    one.isRequired === true && html` <small>${words.required}</small>`;
  const beside = html`${
    one.hint !== undefined &&
    html`<p class="hint" id="${id}-hint">${one.hint}</p>`
  }${
    problem !== undefined &&
    html`<p class="wrong" id="${id}-problem">${problem}</p>`
  }`;
  if (one.kind === "radio")
    return html`<fieldset class="field" id="${id}" ${marks}>
      <legend>${one.label}${required}</legend>
      ${beside}
      <div class="choice">
        ${one.choices.map(
          ({ value, label }) =>
            html`<label
              ><input
                type="radio"
                name="${one.name}"
                value="${value}"
                ${typed[one.name] === value && html`checked`}
              />${label}</label
            >`,
        )}
      </div>
    </fieldset>`;
  const attributes = html`id="${id}" name="${one.name}"
  autocomplete="${one.autocomplete}"${
    one.isRequired === true && html` required`
  }${
    one.maxLength !== undefined && html` maxlength="${one.maxLength}"`
  }${marks}`;
  return html`<div class="field">
    <label for="${id}">${one.label}${required}</label>
    ${beside}${control(one, attributes, typed[one.name])}
  </div>`;
}

function control<F extends string>(
  one: Field<F>,
  attributes: Html,
  typed: string,
): Html {
  switch (one.kind) {
    case "password":
      return html`<input type="password" ${attributes} />`;
    case "text":
      // A line feed behind the tag is dropped by browsers, so that one the visitor typed stays.
      return html`<textarea rows="${one.rows ?? 8}" ${attributes}>
${typed}</textarea>`;
    case "choice":
    case "radio":
      return html`<select ${attributes}>
        ${one.choices.map(
          ({ value, label }) =>
            html`<option value="${value}" ${typed === value && html`selected`}>
              ${label}
            </option>`,
        )}
      </select>`;
    case "line":
    case "email":
    case "tel":
      return html`<input
        type="${one.kind === "line" ? "text" : one.kind}"
        ${attributes}${
          one.inputmode !== undefined && html` inputmode="${one.inputmode}"`
        }${one.pattern !== undefined && html` pattern="${one.pattern}"`}${
          one.isCode === true &&
          html` autocapitalize="characters" spellcheck="false"`
        }${
          one.autocomplete === "username" &&
          html` autocapitalize="none" spellcheck="false"`
        }${one.isSecret !== true && typed !== "" && html` value="${typed}"`}
      />`;
  }
}

function idOf(name: string, mark: string): string {
  return `field-${name}${mark === "" ? "" : `-${mark}`}`;
}

/** An empty form. */
export function blank<F extends string>(names: readonly F[]): FormState<F> {
  const typed = Object.fromEntries(names.map((name) => [name, ""])) as Record<
    F,
    string
  >;
  const problems = {} as FormState<F>["problems"];
  return { typed, problems, notice: null };
}
