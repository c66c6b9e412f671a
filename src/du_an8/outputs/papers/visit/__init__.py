"""The paper that an inspector takes along: one content, written as .docx, .html, .md; .xlsx with live formulas."""
