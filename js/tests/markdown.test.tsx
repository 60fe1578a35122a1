import { act, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import { addEngine, engines } from "../src/markdown/engines";
import { slug } from "../src/markdown/headings";
import { InlineMarkdown, Markdown } from "../src/markdown/markdown";
import { isPlainText, renderMarkdown } from "../src/markdown/render";

const html = (text: string, options = {}): string => renderMarkdown(text, options).html.trim();
const paragraph = (text: string): string => html(text).replace(/^<p>|<\/p>$/g, "");
const label = (text: string, noLinks = false): string =>
  html(text, { inline: true, noLinks }).replace(/^<p>|<\/p>$/g, "");

afterEach(() => {
  for (const name of Object.keys(engines)) delete engines[name as keyof typeof engines];
});

describe("symbols", () => {
  it.each([
    ["a -> b", "a → b"],
    ["<- start", "← start"],
    ["a <-> b", "a ↔ b"],
    ["a -- b", "a — b"],
    ["x >= 1", "x ≥ 1"],
    ["x <= 1", "x ≤ 1"],
    ["x ~= 1", "x ≈ 1"],
    ["a ->", "a →"],
  ])("%s reads %s", (text, shown) => expect(paragraph(text)).toBe(shown));

  it.each(["a--b", "use --port now", "a --- b", "`a -> b`", "a \\-> b"])("%s stays", (text) => {
    expect(paragraph(text)).not.toMatch(/[→—]/);
  });
});

describe("colours", () => {
  it("nest and hold other Markdown", () => {
    expect(paragraph(":red[a :blue[**b**] c]")).toBe(
      '<span class="stMarkdownColoredText rv-color-red" data-testid="stMarkdownColoredText">a ' +
        '<span class="stMarkdownColoredText rv-color-blue" data-testid="stMarkdownColoredText"><strong>b</strong></span> c</span>',
    );
  });

  it.each([
    [":green-background[x]", "stMarkdownColoredBackground"],
    [":grey-badge[x]", "rv-badge-gray"],
    [":rainbow[x]", "rv-color-rainbow"],
    [":primary[x]", "rv-color-primary"],
    [":small[x]", "rv-small"],
    [":shimmer[x]", "stMarkdownShimmer"],
  ])("%s has %s", (text, name) => expect(paragraph(text)).toContain(name));

  it("may be any CSS colour, for the text, the background or both", () => {
    expect(paragraph(':color[x]{foreground="#f00" background="rgb(0, 0, 0)"}')).toContain(
      'style="color:#f00;background-color:rgb(0, 0, 0)"',
    );
    expect(paragraph(':color[x]{background="hsl(10, 20%, 30%)"}')).not.toContain(";");
  });

  it.each([
    ':color[x]{foreground="red;position:fixed"}',
    ':color[x]{foreground="url(https://a.b)"}',
    ':color[x]{foreground="\\"><script>"}',
  ])("that are none are left out: %s", (text) => expect(paragraph(text)).not.toContain("style="));

  it.each([":foo[x]", ":rainbow-badge[x]", "\\:red[x]", ":red x", ":red[unclosed"])(
    "%s is no directive",
    (text) => expect(paragraph(text)).not.toContain("<span"),
  );
});

describe("formulas", () => {
  it("are between dollars that touch them", () => {
    expect(paragraph("$x^2$")).toContain('<span class="rv-math"><code>x^2</code></span>');
  });

  it.each(["cost $5 and $6", "\\$a\\$", "$ x $", "one $ sign", "a $5 b $"])(
    "%s are prices",
    (text) => {
      expect(paragraph(text)).not.toContain("rv-math");
    },
  );

  it("on lines of their own are displayed", () => {
    expect(html("$$\na < b\n$$")).toContain("rv-math-display");
    expect(html("before\n$$\nx\n$$\nafter")).toContain("<p>after</p>");
  });

  it("are escaped until the engine is there", () => {
    expect(html("$$\na<b\n$$")).toContain("a&lt;b");
  });

  it("are drawn by the engine once it is loaded", () => {
    expect(renderMarkdown("$x$").wants).toContain("katex");
    addEngine("katex", (tex, display) => `<b>${tex}${display}</b>`);
    expect(paragraph("$x$")).toContain("<b>xfalse</b>");
  });
});

describe("names of icons and emoji", () => {
  it("of Material icons become glyphs", () => {
    expect(paragraph("a :material/home: b")).toContain('data-testid="stIconMaterial">home</span>');
  });

  it("of emoji stay until the names are loaded", () => {
    expect(renderMarkdown("a :tulip:").wants).toContain("emoji");
    addEngine("emoji", (name) => (name === "tulip" ? "🌷" : undefined));
    expect(paragraph("a :tulip: :nothing:")).toBe("a 🌷 :nothing:");
  });

  it("are not times of day", () => expect(renderMarkdown("10:30:20").wants.size).toBe(0));
});

describe("GitHub's Markdown", () => {
  it.each([
    ["~~s~~", "<s>s</s>"],
    ["https://a.b/c", 'href="https://a.b/c"'],
    ["www.example.com", 'href="http://www.example.com"'],
    ["x@y.com", 'href="mailto:x@y.com"'],
    ["- [x] done", '<input type="checkbox" disabled aria-label="Done" checked>'],
    ["- [ ] open", '<input type="checkbox" disabled aria-label="To do">'],
    ["| a | b |\n|---|:-:|\n| 1 | 2 |", '<td style="text-align:center">2</td>'],
    ["> q", "<blockquote>"],
  ])("%s", (text, part) => expect(html(text)).toContain(part));

  it("has footnotes", () => {
    const made = html("text[^a] and[^b]\n\n[^b]: second\n[^a]: **first**");
    expect(made).toContain('<sup><a href="#fn-a" id="fnref-a">1</a></sup>');
    expect(made).toMatch(/<li id="fn-a"><p><strong>first<\/strong>.*<li id="fn-b"><p>second/);
  });

  it("leaves bare domains alone", () => expect(paragraph("example.com")).toBe("example.com"));
});

describe("headings", () => {
  it("have an id made of their words, and a link to it", () => {
    expect(html("## Hello, `World`! 2")).toMatch(/^<h2 id="hello-world-2">.*href="#hello-world-2"/);
  });

  it("have none when their author does not want them", () => {
    expect(html("# Hi", { anchors: false })).toBe("<h1>Hi</h1>");
  });

  it("have an id in any script", () => {
    expect(slug("Über Öl")).toBe("ueber-oel");
    expect(slug("What’s new, isn't it")).toBe("whats-new-isnt-it");
    expect(slug("R&D & C++")).toBe("r-and-d-and-c");
    expect(slug("Æsop på Łódź")).toBe("aesop-pa-lodz");
    expect(["fooBar", "HTMLParser", "GPT4Model", "x2y", "two APIs"].map(slug)).toEqual([
      "foo-bar",
      "html-parser",
      "gpt-4-model",
      "x2y",
      "two-apis",
    ]);
    expect(slug("日本語")).toMatch(/^h[a-z0-9]+$/);
    expect(slug("日本語")).toBe(slug("日本語"));
  });
});

describe("links", () => {
  it("open beside the app", () => {
    expect(paragraph("[a](https://a.b)")).toBe(
      '<a href="https://a.b" target="_blank" rel="noopener noreferrer">a</a>',
    );
  });

  it("within the page stay in it", () => {
    expect(paragraph("[a](#there)")).toBe('<a href="#there">a</a>');
  });

  it.each([
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java&#10;script:alert(1))",
    "[a](&#1;javascript:alert(1))",
    "[a](vbscript:x)",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "![a](javascript:alert(1))",
  ])("never lead to code: %s", (text) => {
    const made = document.createElement("div");
    made.innerHTML = html(text);
    for (const found of made.querySelectorAll("[href], [src]")) {
      const address = found.getAttribute("href") ?? found.getAttribute("src") ?? "";
      // As a browser reads it, not as it is written.
      expect(new URL(address, "https://app.test/").protocol).toBe("https:");
    }
  });
});

describe("raw HTML", () => {
  it("is shown as it is written", () => {
    expect(paragraph("<b>x</b> <script>1</script>")).toBe(
      "&lt;b&gt;x&lt;/b&gt; &lt;script&gt;1&lt;/script&gt;",
    );
  });

  it("passes on request, without what runs, posts or speaks to the host", () => {
    const made = html(
      '<b style="color:red" class="c" data-commandlinker-command="x" onclick="x()">hi</b>' +
        '<script>1</script><form action="/x"><input></form><style>*{display:none}</style>' +
        '<iframe src="https://a.b"></iframe><a href="javascript:x()">l</a><img src=x onerror=x()>',
      { html: true },
    );
    expect(made).toContain('<b style="color:red" class="c">hi</b>');
    expect(made).not.toMatch(/script|<form|<style|<iframe|onclick|onerror|data-comm/);
  });

  it("keeps the test ids of what the text itself makes", () => {
    expect(html(":red[<b>x</b>]", { html: true })).toContain('data-testid="stMarkdownColoredText"');
  });

  it("has its links open beside the app", () => {
    expect(html('<a href="https://a.b">x</a>', { html: true })).toContain('target="_blank"');
  });
});

describe("code", () => {
  it("is escaped, and coloured by the engine", () => {
    expect(html("```py\na < b\n```")).toContain('<code class="language-py">a &lt; b</code>');
    addEngine("highlight", (code, language) =>
      language === "py" ? `<i>${code.length}</i>` : null,
    );
    expect(html("```py\nabc\n```")).toContain("<i>3</i>");
    expect(html("```unknown\n<x>\n```")).toContain("&lt;x&gt;");
  });

  it("does not let the name of its language out of its attribute", () => {
    expect(html('```a"onx=1\nx\n```')).toContain('class="language-a&quot;onx=1"');
  });
});

describe("labels", () => {
  it.each(["1. a", "# b", "- c", "> d"])("show %s as it is written", (text) => {
    expect(label(text)).toBe(text.replace(">", "&gt;"));
  });

  it("allow what fits in a line", () => {
    expect(label("**b** *i* `c` ~~s~~ :small[x]")).toBe(
      '<strong>b</strong> <em>i</em> <code>c</code> <s>s</s> <span class="rv-small">x</span>',
    );
  });

  it("of buttons have no links", () => expect(label("[a](https://a.b) b", true)).toBe("a b"));
});

describe("the short way for plain text", () => {
  it.each([
    "Line number 12 of the page",
    "Hällo, wörld! (yes) 50% / 2; a.b",
    "日本語",
    "it's 3.5 #1",
  ])("takes %s", (text) => {
    expect(isPlainText(text)).toBe(true);
    expect(html(text)).toBe(`<p>${text}</p>`);
  });

  it.each([
    "# a",
    "1. a",
    "- a",
    "a\nb",
    "a *b*",
    "a_b_",
    "a -- b",
    "www.a.b",
    "a@b.c",
    "a & b",
    "x -> y",
  ])("leaves %s to the parser", (text) => expect(isPlainText(text)).toBe(false));

  it("is the same as the long one, for every character", () => {
    const made = document.createElement("div");
    for (let code = 32; code < 0x250; code += 1) {
      const char = String.fromCharCode(code);
      for (const text of [`a${char}b`, `a ${char} b`, `${char}a`]) {
        if (!isPlainText(text)) continue;
        made.innerHTML = html(text);
        expect([text, made.firstElementChild?.textContent]).toEqual([text, text]);
      }
    }
  });
});

describe("components", () => {
  it("draw a text again once its engine is there", () => {
    render(<Markdown text="a $x$" />);
    expect(screen.getByText("x").tagName).toBe("CODE");
    act(() => addEngine("katex", (tex) => `<math>${tex}</math>`));
    expect(screen.getByText("x").tagName).toBe("math");
  });

  it("put a label into a paragraph, as style sheets of apps expect", () => {
    render(<InlineMarkdown text="a **b**" />);
    expect(screen.getByTestId("stMarkdownContainer").innerHTML).toBe("<p>a <strong>b</strong></p>");
  });
});
