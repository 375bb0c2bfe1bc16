"""The office's pages of families, below /families/."""
