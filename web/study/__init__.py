"""Study packs as a page: cards and questions with answers that open their words, and the glossary."""
