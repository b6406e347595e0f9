"""Things to learn with, made from the records: cards, cloze questions, who said it, what came first, a glossary."""
