import { describe, expect, test } from "vitest";
import { html, paragraphs } from "./html.js";

describe("html", () => {
  test("escapes whatever is not markup of ours, between tags and in attributes", () => {
    const name = `<script>alert("1")</script> & 'x'`;
    expect(html`<p title="${name}">${name}</p>`.text).toBe(
      `<p title="&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;x&#39;">&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;x&#39;</p>`,
    );
    const imitation = { text: "<b>no markup of ours</b>" };
    expect(() => html`${imitation as unknown as string}`).toThrow();
  });

  test("leaves nothing of what is empty, and takes lists and numbers", () => {
    expect(
      html`[${null}${undefined}${false}${""}${0}${[html`<i>x</i>`, "<", [1]]}]`
        .text,
    ).toBe("[0<i>x</i>&#60;1]");
  });

  test("shows a control character as one that cannot be shown", () => {
    expect(html`${"a\u0000b\u001bc\n\td"}`.text).toBe("a\ufffdb\ufffdc\n\td");
  });
});

describe("paragraphs", () => {
  const plain = (text: string) =>
    paragraphs(text).text.replaceAll(/\s*\n\s*/g, "");

  test("begin behind an empty line, keep line breaks, and make lists", () => {
    expect(plain("一\n二\r\n\r\n三")).toBe("<p>一<br />二</p><p>三</p>");
    expect(plain("・一\n- 二\n\n\n　\n終わり\n")).toBe(
      "<ul><li>一</li><li>二</li></ul><p>終わり</p>",
    );
    expect(plain("・一\n二")).toBe("<p>・一<br />二</p>");
    expect(plain("- 一")).toBe("<ul><li>一</li></ul>");
    expect(plain("対策\n・一\n・二\n以上")).toBe(
      "<p>対策</p><ul><li>一</li><li>二</li></ul><p>以上</p>",
    );
    expect(plain("")).toBe("");
    expect(plain("<ul>")).toBe("<p>&#60;ul&#62;</p>");
    expect(plain("# 経緯 <1>\n8月12日")).toBe(
      "<h2>経緯 &#60;1&#62;</h2><p>8月12日</p>",
    );
  });
});
