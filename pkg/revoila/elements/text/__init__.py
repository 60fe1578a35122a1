"""Commands that show text: from plain characters to Markdown, code, formulas and streams."""
