"""The web chat: small modules that render domain types. Imports rag, never the reverse."""
