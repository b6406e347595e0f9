"""Frames, claims and corrections: how an answer is put."""
