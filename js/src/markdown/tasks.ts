/** `- [x] done`: list items with a box. */
import type { MarkdownIt, Token } from "markdown-it";

const BOX = /^\[([ xX])\]\s+/;

export function tasks(md: MarkdownIt): void {
  md.core.ruler.after("inline", "tasks", ({ Token: TokenClass, tokens }) => {
    tokens.forEach((token, index) => {
      const item = tokens[index - 2];
      if (token.type !== "inline" || item?.type !== "list_item_open") return;
      const text = token.children?.[0];
      const found = text?.type === "text" ? BOX.exec(text.content) : null;
      if (!text || !found) return;
      text.content = text.content.slice(found[0].length);
      item.attrJoin("class", "rv-task");
      const box: Token = new TokenClass("markup", "", 0);
      const state = found[1] === " " ? 'aria-label="To do"' : 'aria-label="Done" checked';
      box.content = `<input type="checkbox" disabled ${state}> `;
      token.children?.unshift(box);
    });
  });
}
