"""Ledgers as a page: complete lists that can be sorted, narrowed and copied."""
