"""The stages, one module each: CONTENDERS, `prepare(folder, scale)`, `rows(figures)`, and TITLE."""
